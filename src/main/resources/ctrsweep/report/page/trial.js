"use strict";

/** The address of a trial's panel: `#trial-17`, or `#2-trial-17` in the second of several sweeps. */
function trialLink(place) {
  const sweep = page.sweeps[page.current];
  return `#${page.current > 0 ? `${page.current + 1}-` : ""}trial-${sweep.trials.number[place]}`;
}

/** Opens the panel that the address names, or closes it. */
function followAddress() {
  const found = /^#(?:(\d+)-)?trial-(\d+)$/.exec(location.hash);
  const sweep = page.sweeps[Number(found?.[1] ?? 1) - 1];
  const place = found ? (sweep?.trials.number.indexOf(Number(found[2])) ?? -1) : -1;
  const panel = document.getElementById("trial");
  if (place < 0) {
    panel.close();
    return;
  }
  fillTrial(panel, sweep, place);
  if (!panel.open) {
    panel.showModal();
  }
  panel.scrollTop = 0;
}

function fillTrial(panel, sweep, place) {
  const { number, state, stop, rank, error } = sweep.trials;
  const title = element("h2", { id: "trial-title" }, `Trial ${number[place]}`);
  const close = element("button", { type: "button" }, "Close");
  close.onclick = () => panel.close();
  const facts = [state[place], stop[place] && `stopped by ${label(stop[place])}`, rank[place] && `rank ${rank[place]}`];
  const line = element("p", {}, facts.filter(Boolean).join(" · "));
  panel.replaceChildren(element("div", { class: "panel-head" }, title, close), line);
  if (error[place]) {
    panel.append(element("pre", { class: "error" }, error[place]));
  }
  if (!sweep.ofFiles) {
    const commands = commandsOf(sweep, place);
    panel.append(element("h3", {}, "Commands"), element("pre", { tabindex: "0" }, commands.join("\n")));
  }
  if (sweep.curves.objective[place].length) {
    panel.append(figure("trial-curve"), figure("trial-loss"));
    drawObjective("trial-curve", sweep, place);
    drawLoss("trial-loss", sweep, place);
    fillDetails(panel.querySelector("#trial-curve details"), epochColumns(sweep), () => epochRows(sweep, place));
    panel.querySelector("#trial-loss details").remove();
  }
  const metrics = sweep.metrics.columns.map((column, at) => [column.name, formatted(sweep.metrics.rows[place][at], "four_decimals")]);
  panel.append(element("h3", {}, "At the best epoch"), factTable(metrics.filter(([, value]) => value !== "")));
  panel.append(element("h3", {}, "Config"), configTable(sweep, place));
  panel.append(element("h3", {}, "Provenance"), factTable(Object.entries(provenanceOf(sweep, place))));
}

function figure(id) {
  const details = element("details", {}, element("summary", {}, "The numbers"));
  return element("figure", { id }, element("figcaption"), element("div", { class: "plot" }), details);
}

function commandsOf(sweep, place) {
  const number = sweep.trials.number[place];
  const file = `trial-${number}.yaml`;
  if (sweep.ofProgram) {
    return [`./sweep show ${sweep.name} ${number}`, `./sweep show ${sweep.name} ${number} --command | sh`];
  }
  const again = `./sweep show ${sweep.name} ${number} --config > ${file} && ./sweep train ${file}`;
  return [`./sweep show ${sweep.name} ${number}`, again];
}

function provenanceOf(sweep, place) {
  const { seed, seconds, configHash, provenance } = sweep.trials;
  return {
    seed: seed[place],
    seconds: formatted(seconds[place], "one_decimal"),
    "config hash": configHash[place],
    ...sweep.provenances[provenance[place]],
  };
}

/** Shows the settings that differ from the base; the others are in closed details. */
function configTable(sweep, place) {
  const base = sweep.bases[sweep.trials.revision[place]];
  const changes = sweep.trials.changes[place];
  const differing = Object.entries(changes).map(([name, value]) => [name, value, base[name] ?? ""]);
  const same = Object.entries(base).filter(([name]) => !(name in changes));
  const table = plainTable(["differs from the base", "here", "base"], differing);
  const rest = element("details", {}, element("summary", {}, `${same.length} settings as in the base`));
  fillDetails(rest, ["setting", "value"], () => same);
  return element("div", { class: "config" }, differing.length ? table : element("p", {}, "Nothing differs from the base."), rest);
}

function factTable(entries) {
  const list = element("dl", { class: "facts" });
  entries.forEach(([name, value]) => list.append(element("div", {}, element("dt", {}, name), element("dd", {}, String(value)))));
  return list;
}
