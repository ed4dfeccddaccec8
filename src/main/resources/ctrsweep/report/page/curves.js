"use strict";

/** A trial's curve as points (epoch, value). */
function points(sweep, values, trial) {
  const epochs = sweep.curves.epochs[trial];
  return values[trial].map((value, place) => [epochs.length ? epochs[place] : place + 1, value]);
}

/**
 * Draws one trial's curve over the pale curves of all other trials.
 *
 * @param seeds places of the trials that differ only in their seed, drawn thin
 */
function drawObjective(id, sweep, trial, seeds = []) {
  const thin = seeds.length ? `; thin lines are its other seeds (${seeds.map((place) => sweep.trials.number[place]).join(", ")})` : "";
  const text = `${sweep.objective} of trial ${sweep.trials.number[trial]} after each epoch, with its best epoch marked${thin}; pale lines are all other trials`;
  const curve = points(sweep, sweep.curves.objective, trial);
  const best = sweep.trials.bestEpoch[trial];
  const value = curve.find(([epoch]) => epoch === best)?.[1] ?? null;
  charts.draw(id, text, (colour) => ({
    tooltip: tooltip(colour, (hit) => (hit.seriesType === "line" ? `epoch ${hit.data[0]}: ${formatted(hit.data[1], "four_decimals")}` : "")),
    xAxis: axis(colour, { type: "value", name: "epoch", min: 1, max: lastEpoch(sweep), minInterval: 1, splitLine: { show: false } }),
    yAxis: axis(colour, { type: "value", ...roomForLabel(sweep), axisLabel: innerLabels(colour), name: sweep.objective, nameLocation: "end", nameGap: 12, nameTextStyle: { color: colour.soft, align: "left" } }),
    series: [
      {
        type: "lines",
        coordinateSystem: "cartesian2d",
        polyline: true,
        silent: true,
        clip: true,
        lineStyle: { color: colour.pale, width: 1, opacity: paleOpacity(sweep) },
        data: otherCurves(sweep, trial),
      },
      ...seeds.map((place) => ({
        type: "line",
        data: points(sweep, sweep.curves.objective, place),
        symbol: "none",
        silent: true,
        clip: true,
        lineStyle: { color: colour.accent, width: 1.5, opacity: 0.7 },
      })),
      {
        type: "line",
        data: curve,
        symbolSize: 5,
        clip: true,
        itemStyle: { color: colour.accent },
        lineStyle: { color: colour.accent, width: 3 },
        markPoint: value === null ? undefined : bestMark(colour, best, value, sweep.goal),
      },
    ],
  }));
}

/** The range of the curves, with room for the best epoch's label on the side of better values. */
function roomForLabel({ curves: { range }, goal }) {
  const room = 0.14 * (range.high - range.low);
  return goal === "maximize" ? { min: range.low, max: range.high + room } : { min: range.low - room, max: range.high };
}

/** Axis labels without the two ends, which are not round numbers. */
function innerLabels(colour) {
  return { color: colour.soft, showMinLabel: false, showMaxLabel: false, hideOverlap: true };
}

function bestMark(colour, epoch, value, goal) {
  return {
    symbol: "circle",
    symbolSize: 13,
    silent: true,
    itemStyle: { color: colour.page, borderColor: colour.accent, borderWidth: 3 },
    label: {
      formatter: `epoch ${epoch}: ${formatted(value, "four_decimals")}`,
      position: goal === "maximize" ? "top" : "bottom",
      distance: 8,
      backgroundColor: colour.page,
      padding: [3, 6],
      borderRadius: 4,
      color: colour.text,
      fontWeight: "bold",
    },
    data: [{ coord: [epoch, value] }],
  };
}

function otherCurves(sweep, trial) {
  const curves = [];
  for (let other = 0; other < sweep.trials.number.length; other++) {
    if (other !== trial) {
      const coords = points(sweep, sweep.curves.objective, other).filter(([, value]) => value !== null);
      if (coords.length > 1) {
        curves.push({ coords });
      }
    }
  }
  return curves;
}

function paleOpacity(sweep) {
  return crowdOpacity(sweep.trials.number.length, 0.7, 12);
}

/**
 * The opacity of each of many lines: the fainter, the more there are, so that a crowd does not become one area.
 *
 * @param strongest of a few lines
 * @param lines how many opaque lines the crowd may look like; beyond ten for each of them, lines fade more slowly, or none could be seen
 */
function crowdOpacity(count, strongest, lines) {
  const share = lines / count;
  return Math.min(strongest, share < 0.1 ? 0.1 * Math.sqrt(share / 0.1) : share);
}

function lastEpoch(sweep) {
  return sweep.curves.objective.reduce((last, values, trial) => Math.max(last, points(sweep, sweep.curves.objective, trial).at(-1)?.[0] ?? 1), 2);
}

/** Draws training and validation loss: a growing gap shows overfitting. */
function drawLoss(id, sweep, trial) {
  const train = points(sweep, sweep.curves.trainLoss, trial);
  const validation = points(sweep, sweep.curves.validationLoss, trial);
  const best = sweep.trials.bestEpoch[trial];
  const number = sweep.trials.number[trial];
  const text = train.length
    ? `Loss of trial ${number}: training, and validation if it is the same quantity; the dashed line is the best epoch`
    : `Trial ${number} reports no training loss`;
  charts.draw(id, text, (colour) => ({
    legend: { top: 0, right: 8, textStyle: { color: colour.text }, itemWidth: 30 },
    tooltip: tooltip(colour, (hit) => `${hit.seriesName}, epoch ${hit.data[0]}: ${formatted(hit.data[1], "four_decimals")}`),
    xAxis: axis(colour, { type: "value", name: "epoch", min: 1, max: Math.max(2, train.at(-1)?.[0] ?? 2), minInterval: 1, splitLine: { show: false } }),
    yAxis: axis(colour, { type: "value", scale: true, name: "loss", nameLocation: "end", nameGap: 12, nameTextStyle: { color: colour.soft, align: "left" } }),
    series: [
      lossSeries("training", train, colour.second, "solid", "circle", best, colour),
      lossSeries("validation", validation, colour.accent, "dashed", "rect"),
    ],
  }));
}

function lossSeries(name, data, ink, stroke, symbol, best, colour) {
  return {
    type: "line",
    name,
    data,
    symbol,
    symbolSize: 5,
    itemStyle: { color: ink },
    lineStyle: { color: ink, width: 2, type: stroke },
    markLine: best && {
      silent: true,
      symbol: "none",
      label: { show: false },
      lineStyle: { color: colour.soft, type: "dashed" },
      data: [{ xAxis: best }],
    },
  };
}

function epochRows(sweep, trial) {
  const train = sweep.curves.trainLoss[trial];
  const validation = sweep.curves.validationLoss[trial];
  return points(sweep, sweep.curves.objective, trial).map(([epoch, value], place) => [
    epoch,
    value,
    train[place] ?? null,
    validation[place] ?? null,
    sweep.curves.seconds[trial][place],
  ]);
}

function epochColumns(sweep) {
  return ["epoch", sweep.objective, "train loss", "validation loss", "seconds"];
}
