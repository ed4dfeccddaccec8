"use strict";

/** Draws a bar for each parameter, the most important first, with its bootstrap interval. */
function drawImportance(sweep) {
  const { unknown, points, best, remarks, table } = sweep.importance;
  const text = unknown
    ? `The importance of the parameters is not known yet: ${unknown}.`
    : `Importance of each parameter for being among the best ${best} of ${points} points: shares by PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023). A line is the 95% bootstrap interval.`;
  const host = document.getElementById("importance");
  host.querySelectorAll(".plot, details").forEach((part) => (part.hidden = Boolean(unknown)));
  host.querySelector(".remarks").textContent = remarks.length ? `Note: ${remarks.join("; ")}.` : "";
  if (unknown) {
    charts.forget("importance");
    host.querySelector("figcaption").textContent = text;
    return;
  }
  const rows = table.rows;
  host.querySelector(".plot").style.height = `${4.5 + 2 * rows.length}rem`;
  charts.draw("importance", text, (colour) => ({
    tooltip: tooltip(colour, (hit) => importanceTooltip(rows[hit.dataIndex])),
    grid: { left: 8, right: 44, top: 8, bottom: 34, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: axis(colour, { type: "value", name: "share of importance", min: 0, max: Math.min(1, 1.02 * Math.max(...rows.map(([, , , high]) => high))), axisLabel: innerLabels(colour) }),
    yAxis: axis(colour, { type: "category", inverse: true, data: rows.map(([name]) => name), axisLabel: { color: colour.text, width: 220, overflow: "truncate" } }),
    series: [
      { type: "bar", barWidth: "55%", itemStyle: { color: colour.middle }, data: rows.map(([, share]) => share) },
      { type: "custom", silent: true, z: 5, encode: { x: [1, 2], y: 0 }, data: rows.map(([, share, low, high], row) => [row, low, high, share]), renderItem: (parameters, api) => whisker(colour, api) },
    ],
  }));
  const [names, precisions] = ["name", "precision"].map((key) => table.columns.map((column) => column[key]));
  fillDetails(host.querySelector("details"), names, () => rows, precisions);
}

function importanceTooltip([name, share, low, high]) {
  return `${name}: ${formatted(share, "four_decimals")}\n95%: ${formatted(low, "four_decimals")} to ${formatted(high, "four_decimals")}`;
}

/** An interval with an end mark at low and high, followed by the share as text. */
function whisker(colour, api) {
  const [x1, y] = api.coord([api.value(1), api.value(0)]);
  const [x2] = api.coord([api.value(2), api.value(0)]);
  const line = (from, to) => ({ type: "line", shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: colour.text, lineWidth: 1.5 } });
  const label = { type: "text", style: { x: x2 + 8, y, text: formatted(api.value(3), "two_decimals"), fill: colour.text, verticalAlign: "middle", fontSize: 12 } };
  return { type: "group", children: [line([x1, y], [x2, y]), line([x1, y - 5], [x1, y + 5]), line([x2, y - 5], [x2, y + 5]), label] };
}
