"use strict";

function drawHistory(sweep) {
  const { number, objective, state } = sweep.trials;
  const dots = (wanted) =>
    number.map((_, place) => place).filter((place) => objective[place] !== null && (state[place] === "completed") === wanted);
  const text = `${sweep.objective} of each trial, and the best value so far`;
  charts.draw("history", text, (colour) => ({
    legend: { top: 0, right: 8, textStyle: { color: colour.text } },
    tooltip: tooltip(colour, (hit) => (hit.data.place === undefined ? "" : trialTooltip(sweep, hit.data.place, ""))),
    xAxis: axis(colour, { type: "value", name: "trial", min: Math.min(...number), max: Math.max(...number), minInterval: 1, splitLine: { show: false } }),
    yAxis: objectiveAxis(sweep, colour),
    series: [
      { type: "line", name: "best so far", step: "end", symbol: "none", color: colour.second, lineStyle: { width: 2 }, data: number.map((trial, place) => [trial, sweep.bestSoFar[place]]) },
      { type: "scatter", name: "completed", clip: true, symbolSize: 7, color: colour.accent, itemStyle: { opacity: 0.6 }, data: dots(true).map((place) => ({ value: [number[place], objective[place]], place })) },
      { type: "scatter", name: "not completed", clip: true, symbol: "emptyTriangle", symbolSize: 8, color: colour.pale, data: dots(false).map((place) => ({ value: [number[place], objective[place]], place })) },
    ],
  }));
  fillDetails(document.querySelector("#history details"), ["trial", sweep.objective, "best so far"], () => number.map((trial, place) => [trial, objective[place], sweep.bestSoFar[place]]));
}

function trialTooltip(sweep, place, more) {
  const { number, state, objective } = sweep.trials;
  const value = objective[place] === null ? "" : `\n${sweep.objective}: ${formatted(objective[place], "four_decimals")}`;
  return `trial ${number[place]} (${state[place]})${value}${more}`;
}

/** The height of a bar shows the trial's state to readers who cannot tell the colours apart. */
const barHeights = { completed: 0.8, running: 0.8, waiting: 0.8, pruned: 0.5, failed: 0.25 };

function drawTimeline(sweep) {
  const { bars, lanes, length, busy } = sweep.timeline;
  const idle = Math.round(100 * (1 - busy));
  const text = lanes
    ? `Trials over ${duration(length)}, ${lanes} at a time at most; workers were idle ${idle}% of the time. High bars completed, medium ones were pruned, low ones failed.`
    : sweep.trials.state.includes("completed")
      ? "When these trials ran is not known."
      : "No trial has run yet.";
  const plot = document.querySelector("#timeline .plot");
  plot.style.height = `${Math.min(30, 6 + 2 * lanes)}rem`;
  const unit = timeUnit(length);
  charts.draw("timeline", text, (colour) => ({
    tooltip: tooltip(colour, (hit) => trialTooltip(sweep, hit.data[4], `\n${duration(hit.data[2] * unit[0] - hit.data[1] * unit[0])}`)),
    xAxis: axis(colour, { type: "value", name: `${unit[1]} since the first began`, min: 0, max: length / unit[0], axisLabel: innerLabels(colour) }),
    yAxis: axis(colour, { type: "category", data: Array.from({ length: lanes }, (_, lane) => `${lane + 1}`), splitLine: { show: false } }),
    series: [
      {
        type: "custom",
        clip: true,
        encode: { x: [1, 2], y: 0 },
        data: bars.map(({ trial, lane, from, to }) => [lane, from / unit[0], to / unit[0], barHeights[sweep.trials.state[trial]], trial]),
        renderItem: (parameters, api) => timelineBar(sweep, colour, api),
      },
    ],
  }));
  const columns = ["trial", "state", "lane", "from (s)", "to (s)"];
  fillDetails(document.querySelector("#timeline details"), columns, () =>
    bars.map(({ trial, lane, from, to }) => [sweep.trials.number[trial], sweep.trials.state[trial], lane + 1, from, to]),
  );
}

function timelineBar(sweep, colour, api) {
  const [x, y] = api.coord([api.value(1), api.value(0)]);
  const [right] = api.coord([api.value(2), api.value(0)]);
  const height = api.size([0, 1])[1] * api.value(3) * 0.8;
  const fill = { completed: colour.accent, pruned: colour.third, failed: colour.bad }[sweep.trials.state[api.value(4)]] ?? colour.pale;
  return { type: "rect", shape: { x, y: y - height / 2, width: Math.max(1, right - x), height }, style: { fill, stroke: colour.page, lineWidth: 1 } };
}

/** The unit that suits a duration: its seconds and its name. */
function timeUnit(seconds) {
  return seconds > 7200 ? [3600, "hours"] : seconds > 120 ? [60, "minutes"] : [1, "seconds"];
}

function duration(seconds) {
  if (seconds < 100) {
    return `${formatted(seconds, "one_decimal")} s`;
  }
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

function drawPace(sweep) {
  const { number } = sweep.trials;
  const known = number.map((_, place) => place).filter((place) => sweep.secondsPerEpoch[place] !== null);
  charts.draw("pace", "Seconds per epoch, training and validation: median of each trial", (colour) => ({
    tooltip: tooltip(colour, (hit) => trialTooltip(sweep, hit.data.place, `\n${formatted(hit.data.value[1], "six_digits")} s per epoch`)),
    xAxis: axis(colour, { type: "value", name: "trial", min: Math.min(...number), max: Math.max(...number), minInterval: 1, splitLine: { show: false } }),
    yAxis: axis(colour, { type: "value", min: 0, name: "seconds", nameLocation: "end", nameGap: 12, nameTextStyle: { color: colour.soft, align: "left" } }),
    series: [{ type: "scatter", symbolSize: 6, itemStyle: { color: colour.accent, opacity: 0.7 }, data: known.map((place) => ({ value: [number[place], sweep.secondsPerEpoch[place]], place })) }],
  }));
  fillDetails(document.querySelector("#pace details"), ["trial", "seconds per epoch"], () => known.map((place) => [number[place], sweep.secondsPerEpoch[place]]));
}

/** Draws the best points with their seeds, or with the interval of a single trial. */
function drawTopPoints(sweep) {
  const { topPoints } = sweep;
  const names = topPoints.map(({ trials, tied }) => `${tied ? "≈ " : ""}${trials.map((place) => sweep.trials.number[place]).join(", ")}`);
  const repeated = topPoints.some(({ trials }) => trials.length > 1);
  const what = repeated ? "rings are its seeds, the diamond is their mean" : "lines are 95% bootstrap intervals";
  const text = topPoints.length ? `The best points and their uncertainty: ${what}. ≈ marks points that may be as good as the best.` : "No trial has completed yet.";
  document.querySelector("#top-points .plot").style.height = `${6 + 1.5 * topPoints.length}rem`;
  charts.draw("top-points", text, (colour) => ({
    tooltip: tooltip(colour, (hit) => `${names[hit.data[1]]}: ${formatted(hit.data[0], "four_decimals")}`),
    xAxis: axis(colour, { type: "value", scale: true, name: sweep.objective }),
    yAxis: axis(colour, { type: "category", inverse: true, data: names, axisLabel: { color: colour.soft, width: 110, overflow: "truncate" } }),
    series: [
      intervals(topPoints, colour),
      { type: "scatter", symbol: "emptyCircle", symbolSize: 9, itemStyle: { color: colour.soft }, data: topPoints.flatMap(({ trials }, row) => (trials.length > 1 ? trials.map((place) => [sweep.trials.objective[place], row]) : [])) },
      { type: "scatter", symbol: "diamond", symbolSize: 13, itemStyle: { color: colour.accent }, data: topPoints.map(({ mean }, row) => [mean, row]) },
    ],
  }));
  const rows = () => topPoints.map(({ mean, interval, tied }, row) => [names[row], mean, interval?.low, interval?.high, tied ? "yes" : row === 0 ? "the best" : "no"]);
  fillDetails(document.querySelector("#top-points details"), ["trials", sweep.objective, "low", "high", "as good as the best"], rows);
}

function intervals(topPoints, colour) {
  return {
    type: "custom",
    silent: true,
    encode: { x: [0, 2], y: 1 },
    data: topPoints.flatMap(({ interval }, row) => (interval ? [[interval.low, row, interval.high]] : [])),
    renderItem: (parameters, api) => {
      const [x1, y] = api.coord([api.value(0), api.value(1)]);
      const [x2] = api.coord([api.value(2), api.value(1)]);
      return { type: "line", shape: { x1, y1: y, x2, y2: y }, style: { stroke: colour.accent, lineWidth: 3, opacity: 0.5 } };
    },
  };
}
