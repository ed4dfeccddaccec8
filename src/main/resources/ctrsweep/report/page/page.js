"use strict";

/**
 * The state of the page.
 *
 * @property again whether later facts of the same sweep are shown, which keeps the reader's choices
 * @property brushes the selected ranges by parameter
 * @property kept the places of the trials inside these ranges; null without ranges
 */
const page = {
  sweeps: JSON.parse(document.getElementById("facts").textContent),
  current: 0,
  again: false,
  brushes: {},
  kept: null,
  board: null,
};

function showSweep(current, again = false) {
  page.current = current;
  page.again = again;
  page.brushes = again ? page.brushes : {};
  page.kept = null;
  const sweep = page.sweeps[current];
  document.querySelectorAll("#sweep input").forEach((choice, place) => (choice.checked = place === current));
  document.querySelectorAll(".summary").forEach((head) => (head.hidden = Number(head.dataset.sweep) !== current + 1));
  showWinner(sweep);
  trialTable(document.getElementById("epochs-table"), sweep.epochsTable, "Best epochs");
  const inside = (trials) => page.kept === null || trials.some((place) => page.kept.has(place));
  page.board = trialTable(document.getElementById("board-table"), sweep.board, "Leaderboard", inside);
  showSettings(sweep);
  drawFronts(sweep);
  drawHistory(sweep);
  drawTopPoints(sweep);
  drawPace(sweep);
  drawTimeline(sweep);
}

function showWinner(sweep) {
  const pair = document.querySelector("#best-epochs .pair");
  const [winner] = sweep.topPoints;
  pair.hidden = !winner;
  if (winner) {
    const [trial, ...seeds] = winner.trials;
    drawObjective("winner-curve", sweep, trial, seeds);
    drawLoss("winner-loss", sweep, trial);
    pair.querySelectorAll("details").forEach((details) => fillDetails(details, epochColumns(sweep), () => epochRows(sweep, trial)));
  }
}

function showSettings(sweep) {
  const section = document.getElementById("settings");
  section.hidden = sweep.parameters.length === 0;
  if (sweep.parameters.length) {
    drawImportance(sweep);
    drawParallel(sweep, (kept) => keepTrials(sweep, kept));
    const columns = ["trial", ...sweep.parameters.map((parameter) => parameter.name), sweep.objective];
    fillDetails(document.querySelector("#parallel details"), columns, () => parallelRows(sweep));
    fillBrushForm(sweep);
    if (Object.keys(page.brushes).length) {
      charts.show(charts.drawn.get("parallel"));
    } else {
      keepTrials(sweep, null);
    }
    drawSlices(sweep);
    fillHeatmap(sweep);
  }
}

function parallelRows(sweep) {
  return bestLast(sweep)
    .toReversed()
    .map((place) => [
      sweep.trials.number[place],
      ...sweep.parameters.map((parameter) => parameter.labels[parameter.values[place]] ?? parameter.values[place]),
      sweep.trials.objective[place],
    ]);
}

/** Shows only these trials on the leaderboard; null shows all. */
function keepTrials(sweep, kept) {
  page.kept = kept;
  page.board.draw();
  const text = kept === null ? "" : `${kept.size} of ${sweep.trials.number.length} trials selected; the leaderboard shows only these`;
  document.getElementById("kept").textContent = text;
}

document.getElementById("sweep")?.addEventListener("change", (event) => showSweep(Number(event.target.value) - 1));

document.getElementById("trial").addEventListener("close", () => {
  if (location.hash.includes("trial-")) {
    history.replaceState(null, "", location.pathname + location.search);
  }
});
addEventListener("hashchange", followAddress);

showComparison();
showSweep(0);
followAddress();
