"use strict";

/**
 * What a page knows of the server that it came from.
 *
 * @property version of the facts that are shown
 * @property updated when they came
 * @property timer of the next question
 * @property pressed whether the reader is drawing or dragging
 */
const live = {
  version: document.querySelector("meta[name=version]").content,
  updated: new Date(),
  asking: false,
  timer: 0,
  pressed: false,
};

const PAUSE_MILLIS = 2000;
const PATIENCE_MILLIS = 60000;

/** Asks for later facts while somebody looks. */
async function look() {
  if (live.asking || document.hidden) {
    return;
  }
  clearTimeout(live.timer);
  live.asking = true;
  let more = true;
  if (!isReaderBusy()) {
    try {
      more = await ask();
    } catch {
      say("the server is gone; the figures are of", true);
    }
  }
  live.asking = false;
  if (more) {
    live.timer = setTimeout(look, PAUSE_MILLIS);
  }
}

/** New figures would take away what is being marked or drawn. */
function isReaderBusy() {
  return live.pressed || !getSelection().isCollapsed;
}

/** @return whether to ask again */
async function ask() {
  const headers = { "If-None-Match": live.version };
  const answer = await fetch(location.pathname, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  if (answer.status === 200) {
    const text = await answer.text();
    if (isReaderBusy()) {
      return true;
    }
    take(new DOMParser().parseFromString(text, "text/html"));
  }
  if (answer.status === 404) {
    say("the sweep is gone; the figures are of", true);
    return false;
  }
  const running = page.sweeps[page.current].trials.state.includes("running");
  const unread = !answer.ok && answer.status !== 304;
  say(unread ? "the server cannot read the sweep; the figures are of" : `${running ? "running" : "not running"}, updated`, unread);
  return true;
}

/** @param alarm whether a screen reader says it */
function say(what, alarm) {
  const line = document.getElementById("live");
  const text = `${what} ${live.updated.toLocaleTimeString("en-GB")}`;
  if (line.textContent !== text) {
    line.setAttribute("aria-live", alarm ? "polite" : "off");
    line.classList.toggle("alarm", alarm);
    line.textContent = text;
  }
}

/** Shows a later page of the sweep in this one. One with other scripts is opened instead: it comes from another version. */
function take(later) {
  if (policyOf(later) !== policyOf(document)) {
    location.reload();
    return;
  }
  const refocus = focused();
  const before = panelFacts();
  page.sweeps = JSON.parse(later.getElementById("facts").textContent);
  document.querySelectorAll(".summary").forEach((head, place) => head.replaceWith(document.adoptNode(later.querySelectorAll(".summary")[place])));
  showSweep(page.current, true);
  if (panelFacts() !== before) {
    refillTrial();
  }
  refocus();
  live.version = later.querySelector("meta[name=version]").content;
  live.updated = new Date();
}

function policyOf(html) {
  return html.querySelector("meta[http-equiv=Content-Security-Policy]").content;
}

/** What the open panel tells of its trial. */
function panelFacts() {
  const place = openTrial();
  if (place < 0) {
    return "";
  }
  const sweep = page.sweeps[page.current];
  const columns = [...Object.values(sweep.trials), sweep.curves.objective, sweep.metrics.rows];
  return JSON.stringify(columns.map((column) => column[place]));
}

/** The place of the trial whose panel is open; -1 if none is. */
function openTrial() {
  const number = /trial-(\d+)$/.exec(location.hash)?.[1];
  return document.getElementById("trial").open ? page.sweeps[page.current].trials.number.indexOf(Number(number)) : -1;
}

function refillTrial() {
  const panel = document.getElementById("trial");
  const [top, open] = [panel.scrollTop, [...panel.querySelectorAll("details")].map((details) => details.open)];
  fillTrial(panel, page.sweeps[page.current], openTrial());
  ["trial-curve", "trial-loss"].filter((id) => document.getElementById(id)).forEach((id) => charts.show(charts.drawn.get(id)));
  panel.querySelectorAll("details").forEach((details, place) => {
    details.open = open[place] ?? false;
    details.ontoggle();
  });
  panel.scrollTop = top;
}

/** What gives the focus back to the same thing, made anew. */
function focused() {
  const at = document.activeElement;
  const host = at.closest("[id]");
  const same = at.matches("a[href]") ? `a[href="${CSS.escape(at.getAttribute("href"))}"]` : at.matches("#trial button") ? "button" : null;
  return () => {
    if (host && same && !at.isConnected) {
      document.getElementById(host.id)?.querySelector(same)?.focus({ preventScroll: true });
    }
  };
}

addEventListener("pointerdown", () => (live.pressed = true));
["pointerup", "pointercancel", "dragend"].forEach((name) => addEventListener(name, () => (live.pressed = false)));
document.addEventListener("visibilitychange", look);
look();
