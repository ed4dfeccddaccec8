"use strict";

/** Compares the sweeps if the page has several. */
function showComparison() {
  const host = document.getElementById("comparison");
  if (!host) {
    return;
  }
  const { table, settings, groups } = JSON.parse(document.getElementById("comparison-facts").textContent);
  host.querySelector("#comparison-table").replaceChildren(factsTable(table, "The sweeps"));
  host.querySelector("#winners-settings").replaceChildren(plainTable(settings.columns, settings.rows));
  groups.forEach((group, place) => drawGroup(group, `group-${place}`));
}

/** Draws the charts of sweeps that have the same objective. */
function drawGroup(group, id) {
  const names = ["curves", "trials", "time", "seeds"].map((part) => `${id}-${part}`);
  document.getElementById("groups").append(element("div", { class: "group pair even" }, ...names.map(figure)));
  drawWinners(names[0], group);
  drawProgress(names[1], group);
  drawProgressInTime(names[2], group);
  drawWinnersSeeds(names[3], group);
}

/** Sweeps differ in colour, stroke and symbol, so that colour-blind readers can tell them apart. */
function seriesStyle(colour, place) {
  const inks = [colour.accent, colour.second, colour.third];
  const strokes = ["solid", "dashed", "dotted"];
  const symbols = ["circle", "rect", "triangle", "diamond"];
  return { ink: inks[place % 3], stroke: strokes[(place + Math.floor(place / 3)) % 3], symbol: symbols[place % 4] };
}

function sweepLine(colour, place, data, more = {}) {
  const { ink, stroke, symbol } = seriesStyle(colour, place);
  return { type: "line", name: page.sweeps[place].name, data, symbol, symbolSize: 6, clip: true, color: ink, lineStyle: { color: ink, type: stroke, width: 2.5 }, ...more };
}

function groupChart(id, group, text, xAxis, range, series) {
  charts.draw(id, text, (colour) => ({
    legend: { type: "scroll", top: 0, right: 8, left: 130, align: "left", textStyle: { color: colour.text, width: 180, overflow: "truncate" }, itemWidth: 34 },
    tooltip: tooltip(colour, (hit) => `${hit.seriesName}\n${xAxis.name} ${threeDigits(hit.data[0])}: ${formatted(hit.data[1], "four_decimals")}`),
    xAxis: axis(colour, { type: "value", splitLine: { show: false }, ...xAxis }),
    yAxis: objectiveAxis({ range, objective: group.objective }, colour),
    series: series(colour),
  }));
}

function drawWinners(id, group) {
  const text = `${group.objective} of each sweep's best trial after each epoch; thin lines are its other seeds`;
  const last = Math.max(2, ...group.sweeps.map((place) => winners(place).reduce((most, trial) => Math.max(most, winnersCurve(place, trial).at(-1)?.[0] ?? 1), 1)));
  const lines = (colour) => group.sweeps.flatMap((place) => winners(place).map((trial, seed) => sweepLine(colour, place, winnersCurve(place, trial), seed ? { symbol: "none", lineStyle: { ...sweepLine(colour, place, []).lineStyle, width: 1, opacity: 0.6 } } : {})));
  groupChart(id, group, text, { name: "epoch", min: 1, max: last, minInterval: 1 }, group.curves, lines);
  fillTable(id, ["sweep", "trial", "epoch", group.objective], () =>
    group.sweeps.flatMap((place) => winners(place).flatMap((trial) => winnersCurve(place, trial).map((point) => [page.sweeps[place].name, page.sweeps[place].trials.number[trial], ...point]))),
  );
}

function winners(place) {
  return page.sweeps[place].topPoints[0]?.trials ?? [];
}

function winnersCurve(place, trial) {
  return points(page.sweeps[place], page.sweeps[place].curves.objective, trial);
}

function drawProgress(id, group) {
  const steps = (place) => page.sweeps[place].bestSoFar.map((best, trial) => [trial + 1, best]);
  const lines = (colour) => group.sweeps.map((place) => sweepLine(colour, place, steps(place), { step: "end", symbol: "none" }));
  groupChart(id, group, "Best value so far by number of trials", { name: "trials", min: 1, minInterval: 1 }, group.range, lines);
  fillTable(id, ["sweep", "trials", "best so far"], () => group.sweeps.flatMap((place) => steps(place).map((step) => [page.sweeps[place].name, ...step])));
}

function drawProgressInTime(id, group) {
  const length = Math.max(...group.byTime.map((steps) => steps.at(-1)?.seconds ?? 0));
  const [unit, name] = timeUnit(length);
  const steps = (nth) => group.byTime[nth].map(({ seconds, best }) => [seconds / unit, best]);
  const lines = (colour) => group.sweeps.map((place, nth) => sweepLine(colour, place, steps(nth), { step: "end", symbol: "none" }));
  groupChart(id, group, "Best value so far by time since each sweep's first trial began", { name, min: 0, axisLabel: { showMaxLabel: false } }, group.range, lines);
  fillTable(id, ["sweep", name, "best so far"], () => group.sweeps.flatMap((place, nth) => steps(nth).map((step) => [page.sweeps[place].name, ...step])));
}

/** Shows the spread over seeds of each sweep's best point, or the interval of its only trial. */
function drawWinnersSeeds(id, group) {
  const placed = group.sweeps.filter((place) => page.sweeps[place].topPoints.length);
  const best = placed.map((place) => page.sweeps[place].topPoints[0]);
  const names = placed.map((place) => page.sweeps[place].name);
  const seeds = best.map(({ trials }, row) => trials.map((trial) => page.sweeps[placed[row]].trials.objective[trial]));
  const text = "Best point of each sweep: rings are its seeds and the diamond is their mean; a line is the 95% bootstrap interval of a single trial";
  charts.draw(id, text, (colour) => ({
    tooltip: tooltip(colour, (hit) => `${names[hit.data[1]]}: ${formatted(hit.data[0], "four_decimals")}`),
    xAxis: axis(colour, { type: "value", scale: true, name: group.objective }),
    yAxis: axis(colour, { type: "category", inverse: true, data: names, axisLabel: { color: colour.soft, width: 150, overflow: "truncate" } }),
    series: [
      intervals(best, colour),
      { type: "scatter", symbol: "emptyCircle", symbolSize: 9, itemStyle: { color: colour.soft }, data: seeds.flatMap((values, row) => (values.length > 1 ? values.map((value) => [value, row]) : [])) },
      { type: "scatter", symbol: "diamond", symbolSize: 13, itemStyle: { color: colour.accent }, data: best.map(({ mean }, row) => [mean, row]) },
    ],
  }));
  fillTable(id, ["sweep", group.objective, "low", "high", "seeds"], () => best.map(({ mean, interval }, row) => [names[row], mean, interval?.low, interval?.high, seeds[row].map((value) => formatted(value, "four_decimals")).join(" ")]));
}

function fillTable(id, columns, rows) {
  fillDetails(document.querySelector(`#${id} details`), columns, rows);
}
