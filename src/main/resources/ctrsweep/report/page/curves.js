"use strict";

/** A trial's curve as points (epoch, value); what was not measured is left out. */
function points(sweep, values, trial) {
  const epochs = sweep.curves.epochs[trial];
  return values[trial].map((value, place) => [epochs.length ? epochs[place] : place + 1, value]);
}

/**
 * The curve of one trial large, with those of all others pale behind it.
 *
 * @param seeds places of trials that differ from it in their seed only, drawn thin
 */
function drawObjective(id, sweep, trial, seeds = []) {
  const thin = seeds.length ? `, its other seeds (${seeds.map((place) => sweep.trials.number[place]).join(", ")}) thin` : "";
  const text = `${sweep.objective} of trial ${sweep.trials.number[trial]} after each epoch, its best epoch marked${thin}; all other trials pale`;
  const curve = points(sweep, sweep.curves.objective, trial);
  const best = sweep.trials.bestEpoch[trial];
  const value = curve.find(([epoch]) => epoch === best)?.[1] ?? null;
  charts.draw(id, text, (colour) => ({
    tooltip: tooltip(colour, (hit) => (hit.seriesType === "line" ? `epoch ${hit.data[0]}: ${shown(hit.data[1], "four_decimals")}` : "")),
    xAxis: axis(colour, { type: "value", name: "epoch", min: 1, max: lastEpoch(sweep), minInterval: 1, splitLine: { show: false } }),
    yAxis: axis(colour, { type: "value", ...roomForLabel(sweep), axisLabel: inner(colour), name: sweep.objective, nameLocation: "end", nameGap: 12, nameTextStyle: { color: colour.soft, align: "left" } }),
    series: [
      {
        type: "lines",
        coordinateSystem: "cartesian2d",
        polyline: true,
        silent: true,
        clip: true,
        lineStyle: { color: colour.pale, width: 1, opacity: paleness(sweep) },
        data: others(sweep, trial),
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

/** The range of the curves with room for the label of the best epoch, on the side where the curve itself is not. */
function roomForLabel({ curves: { range }, goal }) {
  const room = 0.14 * (range.high - range.low);
  return goal === "maximize" ? { min: range.low, max: range.high + room } : { min: range.low - room, max: range.high };
}

/** Axis labels without the ends, which are where the curves end and not round. */
function inner(colour) {
  return { color: colour.soft, showMinLabel: false, showMaxLabel: false, hideOverlap: true };
}

function bestMark(colour, epoch, value, goal) {
  return {
    symbol: "circle",
    symbolSize: 13,
    silent: true,
    itemStyle: { color: colour.page, borderColor: colour.accent, borderWidth: 3 },
    label: {
      formatter: `epoch ${epoch}: ${shown(value, "four_decimals")}`,
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

function others(sweep, trial) {
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

/** Many lines on top of each other need less ink each. */
function paleness(sweep) {
  return Math.max(0.08, Math.min(0.7, 12 / sweep.trials.number.length));
}

function lastEpoch(sweep) {
  return sweep.curves.objective.reduce((last, values, trial) => Math.max(last, points(sweep, sweep.curves.objective, trial).at(-1)?.[0] ?? 1), 2);
}

/** Training loss beside validation loss: where they part, the model learns its training rows by heart. */
function drawLoss(id, sweep, trial) {
  const train = points(sweep, sweep.curves.trainLoss, trial);
  const validation = points(sweep, sweep.curves.validationLoss, trial);
  const best = sweep.trials.bestEpoch[trial];
  const number = sweep.trials.number[trial];
  const text = train.length
    ? `Loss of trial ${number}: training, and validation where it is the same quantity; the best epoch is the dashed line`
    : `Trial ${number} reports no training loss`;
  charts.draw(id, text, (colour) => ({
    legend: { top: 0, right: 8, textStyle: { color: colour.text }, itemWidth: 30 },
    tooltip: tooltip(colour, (hit) => `${hit.seriesName}, epoch ${hit.data[0]}: ${shown(hit.data[1], "four_decimals")}`),
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

/** The epochs of a trial, for the table behind its charts. */
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
