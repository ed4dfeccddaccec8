"use strict";

/**
 * The state of the updates from the server.
 *
 * @property version of the facts that the page shows
 * @property updated when they arrived
 * @property timer of the next request
 * @property pressed whether the reader holds a mouse button, finger or pen down
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

/** Asks the server for later facts while the page is visible. */
async function poll() {
  if (live.asking || document.hidden) {
    return;
  }
  clearTimeout(live.timer);
  live.asking = true;
  let more = true;
  if (!isReaderBusy()) {
    try {
      more = await fetchUpdate();
    } catch {
      showStatus("the server does not answer; last updated", true);
    }
  }
  live.asking = false;
  if (more) {
    live.timer = setTimeout(poll, PAUSE_MILLIS);
  }
}

/** An update would remove the reader's text selection or interrupt a drag. */
function isReaderBusy() {
  return live.pressed || !getSelection().isCollapsed;
}

/** @return whether to ask again */
async function fetchUpdate() {
  const headers = { "If-None-Match": live.version };
  const answer = await fetch(location.pathname, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  if (answer.status === 200) {
    const text = await answer.text();
    if (isReaderBusy()) {
      return true;
    }
    update(new DOMParser().parseFromString(text, "text/html"));
  }
  if (answer.status === 401) {
    showStatus("the token has changed: reload the page and log in; last updated", true);
    return false;
  }
  if (answer.status === 404) {
    showStatus("the sweep no longer exists; last updated", true);
    return false;
  }
  const running = page.sweeps[page.current].trials.state.includes("running");
  const unread = !answer.ok && answer.status !== 304;
  showStatus(unread ? "the server cannot read the sweep; last updated" : `${running ? "running" : "not running"}, updated`, unread);
  return true;
}

/** @param alarm whether a screen reader announces it */
function showStatus(what, alarm) {
  const line = document.getElementById("live");
  const text = `${what} ${live.updated.toLocaleTimeString("en-GB")}`;
  if (line.textContent !== text) {
    line.setAttribute("aria-live", alarm ? "polite" : "off");
    line.classList.toggle("alarm", alarm);
    line.textContent = text;
  }
}

/** Shows the facts of a later page. If its scripts differ, the program was updated, and the page is reloaded. */
function update(later) {
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

/** The facts of the trial whose panel is open, to tell whether they changed. */
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

/** Returns a function that focuses the element that replaces the one focused now. */
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
document.addEventListener("visibilitychange", poll);
poll();
