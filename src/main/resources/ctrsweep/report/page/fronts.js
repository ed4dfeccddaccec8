"use strict";

/** Draws the points by each pair of objectives, with a line through the Pareto front; hidden with one objective. */
function drawFronts(sweep) {
  const section = document.getElementById("fronts");
  section.hidden = sweep.fronts.length === 0;
  document.querySelector('a[href="#fronts"]').hidden = section.hidden;
  const host = document.getElementById("front-charts");
  if (!page.again || host.children.length !== sweep.fronts.length) {
    [...charts.drawn.keys()].filter((id) => id.startsWith("front-")).forEach((id) => charts.forget(id));
    host.replaceChildren(...sweep.fronts.map((_, place) => figure(`front-${place}`)));
  }
  sweep.fronts.forEach((front, place) => {
    const id = `front-${place}`;
    charts.draw(id, `${front.up} over ${front.across}`, (colour) => frontChart(sweep, front, colour));
    const rows = () => front.points.map((dot) => [sweep.trials.number[dot.trial], dot.front, dot.across, dot.up]);
    fillDetails(document.querySelector(`#${id} details`), ["trial", "front", front.across, front.up], rows);
  });
}

/** With three objectives the points of the front are no line in the plane of two. */
function frontChart(sweep, front, colour) {
  const dots = (wanted) =>
    front.points.filter((dot) => (dot.front === 1) === wanted).map((dot) => ({ value: [dot.across, dot.up], dot }));
  const best = dots(true).toSorted((one, other) => one.value[0] - other.value[0]);
  return {
    legend: { top: 0, right: 8, textStyle: { color: colour.text } },
    grid: { left: 8, right: 16, top: 44, bottom: 28, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: tooltip(colour, (hit) => (hit.data.dot === undefined ? "" : frontTooltip(sweep, front, hit.data.dot))),
    xAxis: axis(colour, { type: "value", scale: true, name: front.across, nameLocation: "middle", nameGap: 24 }),
    yAxis: axis(colour, { type: "value", scale: true, name: front.up, nameLocation: "end", nameTextStyle: { color: colour.soft, align: "left" } }),
    series: [
      { type: "scatter", name: "dominated", symbolSize: 8, color: colour.accent, itemStyle: { opacity: 0.5 }, data: dots(false) },
      { type: "line", name: "Pareto front", symbol: "diamond", symbolSize: 11, color: colour.second, lineStyle: { width: sweep.fronts.length === 1 ? 2 : 0 }, data: best },
    ],
  };
}

function frontTooltip(sweep, front, dot) {
  return `trial ${sweep.trials.number[dot.trial]}, front ${dot.front}\n${front.up}: ${threeDigits(dot.up)}\n${front.across}: ${threeDigits(dot.across)}`;
}
