"use strict";

/** Sweeps side by side, where the page has several. */
function showComparison() {
  const host = document.getElementById("comparison");
  if (!host) {
    return;
  }
  const { table, settings, races } = JSON.parse(document.getElementById("side-by-side").textContent);
  host.querySelector("#comparison-table").replaceChildren(factsTable(table, "The sweeps"));
  host.querySelector("#winners-settings").replaceChildren(plainTable(settings.columns, settings.rows));
  races.forEach((race, place) => drawRace(race, `race-${place}`));
}

/** The charts of sweeps that have the same objective. */
function drawRace(race, id) {
  const names = ["curves", "trials", "time", "seeds"].map((part) => `${id}-${part}`);
  document.getElementById("races").append(element("div", { class: "race pair even" }, ...names.map(figure)));
  drawWinners(names[0], race);
  drawProgress(names[1], race);
  drawProgressInTime(names[2], race);
  drawWinnersSeeds(names[3], race);
}

/** Sweeps differ in colour, in their stroke and in their symbol. */
function look(colour, place) {
  const inks = [colour.accent, colour.second, colour.third];
  const strokes = ["solid", "dashed", "dotted"];
  const symbols = ["circle", "rect", "triangle", "diamond"];
  return { ink: inks[place % 3], stroke: strokes[(place + Math.floor(place / 3)) % 3], symbol: symbols[place % 4] };
}

/** One line, or several of the same sweep, which then share its name. */
function raceLine(colour, place, data, more = {}) {
  const { ink, stroke, symbol } = look(colour, place);
  return { type: "line", name: page.sweeps[place].name, data, symbol, symbolSize: 6, clip: true, color: ink, lineStyle: { color: ink, type: stroke, width: 2.5 }, ...more };
}

function raceChart(id, race, text, xAxis, range, series) {
  charts.draw(id, text, (colour) => ({
    legend: { type: "scroll", top: 0, right: 8, left: 130, align: "left", textStyle: { color: colour.text, width: 180, overflow: "truncate" }, itemWidth: 34 },
    tooltip: tooltip(colour, (hit) => `${hit.seriesName}\n${xAxis.name} ${short(hit.data[0])}: ${shown(hit.data[1], "four_decimals")}`),
    xAxis: axis(colour, { type: "value", splitLine: { show: false }, ...xAxis }),
    yAxis: objectiveAxis({ range, objective: race.objective }, colour),
    series: series(colour),
  }));
}

function drawWinners(id, race) {
  const text = `${race.objective} of each sweep's best after each epoch; its other seeds thin`;
  const last = Math.max(2, ...race.sweeps.map((place) => winners(place).reduce((most, trial) => Math.max(most, winnersCurve(place, trial).at(-1)?.[0] ?? 1), 1)));
  const lines = (colour) => race.sweeps.flatMap((place) => winners(place).map((trial, seed) => raceLine(colour, place, winnersCurve(place, trial), seed ? { symbol: "none", lineStyle: { ...raceLine(colour, place, []).lineStyle, width: 1, opacity: 0.6 } } : {})));
  raceChart(id, race, text, { name: "epoch", min: 1, max: last, minInterval: 1 }, race.curves, lines);
  behind(id, ["sweep", "trial", "epoch", race.objective], () =>
    race.sweeps.flatMap((place) => winners(place).flatMap((trial) => winnersCurve(place, trial).map((point) => [page.sweeps[place].name, page.sweeps[place].trials.number[trial], ...point]))),
  );
}

function winners(place) {
  return page.sweeps[place].contenders[0]?.trials ?? [];
}

function winnersCurve(place, trial) {
  return points(page.sweeps[place], page.sweeps[place].curves.objective, trial);
}

function drawProgress(id, race) {
  const steps = (place) => page.sweeps[place].bestSoFar.map((best, trial) => [trial + 1, best]);
  const lines = (colour) => race.sweeps.map((place) => raceLine(colour, place, steps(place), { step: "end", symbol: "none" }));
  raceChart(id, race, "The best trial so far, by the number of trials", { name: "trials", min: 1, minInterval: 1 }, race.range, lines);
  behind(id, ["sweep", "trials", "best so far"], () => race.sweeps.flatMap((place) => steps(place).map((step) => [page.sweeps[place].name, ...step])));
}

function drawProgressInTime(id, race) {
  const length = Math.max(...race.byTime.map((steps) => steps.at(-1)?.seconds ?? 0));
  const [unit, name] = timeUnit(length);
  const steps = (nth) => race.byTime[nth].map(({ seconds, best }) => [seconds / unit, best]);
  const lines = (colour) => race.sweeps.map((place, nth) => raceLine(colour, place, steps(nth), { step: "end", symbol: "none" }));
  raceChart(id, race, "The best trial so far, by time since the first of each sweep began", { name, min: 0, axisLabel: { showMaxLabel: false } }, race.range, lines);
  behind(id, ["sweep", name, "best so far"], () => race.sweeps.flatMap((place, nth) => steps(nth).map((step) => [page.sweeps[place].name, ...step])));
}

/** How far the seeds of each sweep's best lie apart, or how sure the one is. */
function drawWinnersSeeds(id, race) {
  const placed = race.sweeps.filter((place) => page.sweeps[place].contenders.length);
  const best = placed.map((place) => page.sweeps[place].contenders[0]);
  const names = placed.map((place) => page.sweeps[place].name);
  const seeds = best.map(({ trials }, row) => trials.map((trial) => page.sweeps[placed[row]].trials.objective[trial]));
  const text = "The best of each: rings are its seeds and the diamond their mean, or a line holds 95% of the bootstrap replicates of the one";
  charts.draw(id, text, (colour) => ({
    tooltip: tooltip(colour, (hit) => `${names[hit.data[1]]}: ${shown(hit.data[0], "four_decimals")}`),
    xAxis: axis(colour, { type: "value", scale: true, name: race.objective }),
    yAxis: axis(colour, { type: "category", inverse: true, data: names, axisLabel: { color: colour.soft, width: 150, overflow: "truncate" } }),
    series: [
      intervals(best, colour),
      { type: "scatter", symbol: "emptyCircle", symbolSize: 9, itemStyle: { color: colour.soft }, data: seeds.flatMap((values, row) => (values.length > 1 ? values.map((value) => [value, row]) : [])) },
      { type: "scatter", symbol: "diamond", symbolSize: 13, itemStyle: { color: colour.accent }, data: best.map(({ mean }, row) => [mean, row]) },
    ],
  }));
  behind(id, ["sweep", race.objective, "low", "high", "seeds"], () => best.map(({ mean, interval }, row) => [names[row], mean, interval?.low, interval?.high, seeds[row].map((value) => shown(value, "four_decimals")).join(" ")]));
}

function behind(id, columns, rows) {
  fillDetails(document.querySelector(`#${id} details`), columns, rows);
}
