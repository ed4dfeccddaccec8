"use strict";

/** Maps the objective to colours: the better, the stronger. */
function colourScale(sweep, colour) {
  const { low, high } = sweep.range;
  const ends = [colour.least, colour.middle, colour.most];
  return { min: low, max: high, inRange: { color: sweep.goal === "maximize" ? ends : ends.toReversed() } };
}

/** The places of the trials with an objective; the best comes last and is drawn on top. */
function bestLast(sweep) {
  const sign = sweep.goal === "maximize" ? 1 : -1;
  const { objective } = sweep.trials;
  return objective
    .map((_, place) => place)
    .filter((place) => objective[place] !== null)
    .sort((a, b) => sign * (objective[a] - objective[b]));
}

/**
 * Draws parallel coordinates: an axis for each parameter and one for the objective, a line for each trial.
 *
 * @param keep receives the places of the trials inside the selected ranges, or null without ranges
 */
function drawParallel(sweep, keep) {
  const order = bestLast(sweep);
  const axes = sweep.parameters.length;
  const text = `Each line is a trial; the stronger its colour, the better its ${sweep.objective}. Drag along an axis to select trials; click the axis to clear the selection.`;
  const option = (colour) => ({
    parallel: { left: 60, right: 90, top: 44, bottom: 26, parallelAxisDefault: parallelLook(colour) },
    parallelAxis: [...sweep.parameters.map((parameter, dim) => parallelAxis(parameter, dim)), { dim: axes, name: sweep.objective, scale: true, min: sweep.range.low, max: sweep.range.high, axisLabel: { showMinLabel: false, showMaxLabel: false } }],
    visualMap: { show: false, dimension: axes, seriesIndex: 0, ...colourScale(sweep, colour) },
    series: [
      {
        type: "parallel",
        lineStyle: { width: 1.6, opacity: crowdOpacity(order.length, 0.75, 60) },
        inactiveOpacity: 0.03,
        activeOpacity: 0.9,
        progressive: 0,
        data: order.map((place) => ({
          value: [...sweep.parameters.map((parameter) => parameter.values[place]), sweep.trials.objective[place]],
          lineStyle: { type: sweep.trials.state[place] === "completed" ? "solid" : "dotted" },
        })),
      },
    ],
  });
  charts.draw("parallel", text, option, (instance) => {
    instance.off("axisareaselected");
    const brushes = Object.entries(page.brushes);
    brushes.forEach(([name, intervals]) => brush(instance, sweep.parameters.findIndex((parameter) => parameter.name === name), intervals));
    instance.on("axisareaselected", () => {
      page.brushes = intervalsOf(instance, sweep);
      keep(brushed(instance, order));
    });
    if (brushes.length) {
      keep(brushed(instance, order));
    }
  });
}

/** The selected ranges by parameter. */
function intervalsOf(instance, sweep) {
  const intervals = {};
  instance.getModel().eachComponent("parallelAxis", (axisModel) => {
    const parameter = sweep.parameters[axisModel.option.dim];
    if (parameter && axisModel.activeIntervals.length) {
      intervals[parameter.name] = axisModel.activeIntervals;
    }
  });
  return intervals;
}

function parallelLook(colour) {
  return {
    nameTextStyle: { color: colour.text, fontSize: 13 },
    nameGap: 16,
    axisLabel: { color: colour.text, hideOverlap: true, backgroundColor: colour.page, padding: [1, 3], borderRadius: 3 },
    axisLine: { lineStyle: { color: colour.soft } },
    axisTick: { show: false },
    areaSelectStyle: { width: 22, color: colour.accent, borderColor: colour.accent, opacity: 0.25 },
  };
}

function parallelAxis(parameter, dim) {
  if (parameter.axis === "category") {
    return { dim, name: parameter.brief, type: "category", data: parameter.labels };
  }
  const { low, high } = parameter.span;
  const more = parameter.axis === "log" ? { type: "log" } : {};
  return { dim, name: parameter.brief, min: low, max: high, ...more, axisLabel: { formatter: threeDigits } };
}

/** A number with at most three significant digits. */
function threeDigits(value) {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(Number.isInteger(Math.log10(size)) ? 0 : 1) : String(Number(value.toPrecision(3)));
}

function brushed(instance, order) {
  const series = instance.getModel().getSeriesByIndex(0);
  return series.coordinateSystem.hasAxisBrushed() ? new Set(series.getRawIndicesByActiveState("active").map((index) => order[index])) : null;
}

/** Fills the form that selects a range without a mouse. */
function fillBrushForm(sweep) {
  const form = document.getElementById("brush");
  const which = form.elements.parameter;
  const changed = fillOptions(which, sweep.parameters.map((parameter) => parameter.name));
  const ends = () => {
    const parameter = sweep.parameters[which.value];
    form.querySelectorAll(".end").forEach((host, last) => host.replaceChildren(endField(parameter, last === 1)));
  };
  which.onchange = ends;
  if (changed) {
    ends();
  }
  form.onsubmit = (event) => {
    event.preventDefault();
    brush(parallelChart(), Number(which.value), [[Number(form.querySelector(".from [name]").value), Number(form.querySelector(".to [name]").value)]]);
  };
  form.onreset = () => sweep.parameters.forEach((_, dim) => brush(parallelChart(), dim, []));
}

function endField(parameter, last) {
  if (parameter.axis === "category") {
    const options = parameter.labels.map((text, place) => element("option", { value: place }, text));
    const field = element("select", { name: last ? "to" : "from" }, ...options);
    field.selectedIndex = last ? options.length - 1 : 0;
    return field;
  }
  const value = last ? parameter.span.high : parameter.span.low;
  return element("input", { name: last ? "to" : "from", type: "number", step: "any", value });
}

function parallelChart() {
  const chart = charts.drawn.get("parallel");
  charts.show(chart);
  return chart.instance;
}

function brush(instance, dim, intervals) {
  if (dim >= 0) {
    instance.dispatchAction({ type: "axisAreaSelect", parallelAxisIndex: dim, intervals });
  }
}

/** Spreads the trials of a category sideways; a trial always gets the same offset, from -0.25 to 0.25. */
function jitter(place) {
  return (((place + 1) * 0.618034) % 1) * 0.5 - 0.25;
}

/** Draws the objective over each parameter, the most important first. */
function drawSlices(sweep) {
  const host = document.getElementById("slices");
  if (!page.again || host.children.length !== sweep.parameters.length) {
    [...charts.drawn.keys()].filter((id) => id.startsWith("slice-")).forEach((id) => charts.forget(id));
    host.replaceChildren(...sweep.parameters.map((_, place) => figure(`slice-${place}`)));
  }
  const order = sweep.importance.order.map((place) => `slice-${place}`);
  if (order.some((id, place) => host.children[place].id !== id)) {
    host.append(...order.map((id) => document.getElementById(id)));
  }
  sweep.parameters.forEach((parameter, place) => {
    const id = `slice-${place}`;
    charts.draw(id, parameter.name, (colour) => slice(sweep, parameter, colour));
    const rows = () => bestLast(sweep).toReversed().map((trial) => [sweep.trials.number[trial], parameter.labels[parameter.values[trial]] ?? parameter.values[trial], sweep.trials.objective[trial]]);
    fillDetails(document.querySelector(`#${id} details`), ["trial", parameter.name, sweep.objective], rows);
  });
}

function slice(sweep, parameter, colour) {
  const places = bestLast(sweep).filter((place) => parameter.values[place] !== null);
  const category = parameter.axis === "category";
  const dots = (wanted) =>
    places
      .filter((place) => (sweep.trials.state[place] === "completed") === wanted)
      .map((place) => ({ value: [parameter.values[place] + (category ? jitter(place) : 0), sweep.trials.objective[place]], place }));
  return {
    grid: { left: 8, right: 16, top: 28, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: tooltip(colour, (hit) => parameterTooltip(sweep, hit.data.place, parameter)),
    xAxis: axis(colour, { ...sliceAxis(parameter, colour), splitLine: { show: false } }),
    yAxis: objectiveAxis(sweep, colour),
    series: [
      { type: "scatter", name: "completed", clip: true, symbolSize: 8, itemStyle: { color: colour.accent, opacity: 0.65 }, data: dots(true) },
      { type: "scatter", name: "not completed", clip: true, symbol: "emptyTriangle", symbolSize: 8, itemStyle: { color: colour.pale }, data: dots(false) },
    ],
  };
}

function objectiveAxis(sweep, colour) {
  return axis(colour, { type: "value", min: sweep.range.low, max: sweep.range.high, axisLabel: innerLabels(colour), name: sweep.objective, nameLocation: "end", nameGap: 12, nameTextStyle: { color: colour.soft, align: "left" } });
}

function sliceAxis(parameter, colour) {
  if (parameter.axis === "category") {
    const last = parameter.labels.length - 0.5;
    const customValues = parameter.labels.map((_, place) => place);
    return { type: "value", min: -0.5, max: last, axisLabel: { color: colour.soft, customValues, formatter: (place) => parameter.labels[place], hideOverlap: true } };
  }
  const { low, high } = parameter.span;
  if (parameter.axis === "log") {
    const margin = (high / low) ** 0.04;
    return { type: "log", min: low / margin, max: high * margin, axisLabel: { ...innerLabels(colour), formatter: threeDigits } };
  }
  const margin = 0.04 * (high - low) || 1;
  return { type: "value", min: low - margin, max: high + margin, axisLabel: { ...innerLabels(colour), formatter: threeDigits } };
}

function parameterTooltip(sweep, place, parameter) {
  const value = parameter.labels[parameter.values[place]] ?? threeDigits(parameter.values[place]);
  return `trial ${sweep.trials.number[place]} (${sweep.trials.state[place]})\n${parameter.name}: ${value}\n${sweep.objective}: ${formatted(sweep.trials.objective[place], "four_decimals")}`;
}

/** Fills the choice of two parameters and draws their heatmap. It starts with the two most important numeric ones. */
function fillHeatmap(sweep) {
  const section = document.getElementById("heatmap");
  const there = sweep.heatmaps.length > 0;
  document.getElementById("heatmap-part").hidden = !there;
  if (!there) {
    charts.forget("heatmap");
    return;
  }
  const drawn = 1 + Math.max(...sweep.heatmaps.map((heatmap) => heatmap.up));
  const [across, up] = ["across", "up"].map((name) => document.getElementById(name));
  const numbers = sweep.importance.order.filter((place) => place < drawn).sort((a, b) => (sweep.parameters[a].axis === "category") - (sweep.parameters[b].axis === "category"));
  [across, up].forEach((select, place) => {
    fillOptions(select, sweep.parameters.slice(0, drawn).map((parameter) => parameter.name), numbers[place]);
    select.onchange = () => drawHeatmap(sweep, section, Number(across.value), Number(up.value));
  });
  drawHeatmap(sweep, section, Number(across.value), Number(up.value));
}

function drawHeatmap(sweep, section, across, up) {
  const [first, second] = [sweep.parameters[across], sweep.parameters[up]];
  if (across === up) {
    charts.draw("heatmap", "Choose two different parameters.", () => ({}));
    return;
  }
  const cells = heatmapCells(sweep, across, up);
  const text = `${sweep.objective} over ${first.name} and ${second.name}: mean of the trials, weighted by distance; blank where no trial is near. Dots are trials.`;
  charts.draw("heatmap", text, (colour) => ({
    tooltip: tooltip(colour, (hit) => (hit.seriesType === "scatter" ? `${parameterTooltip(sweep, hit.data.place, first)}` : `about ${formatted(hit.data[4], "four_decimals")}`)),
    visualMap: { type: "continuous", orient: "vertical", right: 0, top: "middle", itemHeight: 160, seriesIndex: 0, dimension: 4, precision: 4, text: [sweep.objective, ""], textStyle: { color: colour.text }, calculable: true, ...colourScale(sweep, colour) },
    grid: { left: 8, right: 96, top: 34, bottom: 30, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: unitAxis(first, colour, { name: first.name }),
    yAxis: unitAxis(second, colour, { name: second.name, nameLocation: "end", nameGap: 12, nameTextStyle: { color: colour.soft, align: "left" } }),
    series: [
      { type: "custom", renderItem: heatmapCell, data: cells, encode: { x: [0, 2], y: [1, 3] }, clip: true },
      {
        type: "scatter",
        symbolSize: 6,
        itemStyle: { color: colour.text, borderColor: colour.page, borderWidth: 1 },
        data: bestLast(sweep)
          .filter((place) => sweep.trials.rank[place] !== null && first.units[place] !== null && second.units[place] !== null)
          .map((place) => ({ value: [first.units[place], second.units[place]], place })),
      },
    ],
  }));
  fillDetails(section.querySelector("details"), [first.name, second.name, sweep.objective], () =>
    cells.map(([left, bottom, right, top, value]) => [atUnit(first, (left + right) / 2), atUnit(second, (bottom + top) / 2), value]),
  );
}

/** Cells as (left, bottom, right, top, value). */
function heatmapCells(sweep, across, up) {
  const turned = across > up;
  const [a, b] = turned ? [up, across] : [across, up];
  const { cells } = sweep.heatmaps.find((heatmap) => heatmap.across === a && heatmap.up === b);
  const columns = sweep.parameters[a].labels.length || Math.round(cells.length / (sweep.parameters[b].labels.length || Math.sqrt(cells.length)));
  const rows = cells.length / columns;
  return cells.flatMap((value, place) => {
    const [column, row] = [place % columns, Math.floor(place / columns)];
    const box = [column / columns, row / rows, (column + 1) / columns, (row + 1) / rows];
    return value === null ? [] : [[...(turned ? [box[1], box[0], box[3], box[2]] : box), value]];
  });
}

function heatmapCell(parameters, api) {
  const [x, y] = api.coord([api.value(0), api.value(3)]);
  const [right, bottom] = api.coord([api.value(2), api.value(1)]);
  return { type: "rect", shape: { x, y, width: right - x + 0.5, height: bottom - y + 0.5 }, style: { fill: api.visual("color") } };
}

/** An axis from 0 to 1 with the labels of the parameter. */
function unitAxis(parameter, colour, more) {
  const count = parameter.labels.length;
  const customValues = count ? parameter.labels.map((_, place) => (place + 0.5) / count) : [0, 0.25, 0.5, 0.75, 1];
  return axis(colour, { type: "value", min: 0, max: 1, splitLine: { show: false }, ...more, axisLabel: { color: colour.soft, customValues, formatter: (unit) => atUnit(parameter, unit), hideOverlap: true } });
}

function atUnit(parameter, unit) {
  const { low, high } = parameter.span;
  switch (parameter.axis) {
    case "category":
      return parameter.labels[Math.floor(unit * parameter.labels.length)];
    case "log":
      return threeDigits(low * (high / low) ** unit);
    default:
      return threeDigits(low + (high - low) * unit);
  }
}
