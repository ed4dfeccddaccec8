"use strict";

/** Adds a filter, sorting and paging to the list of sweeps, which is a plain table without scripts. */
function enhanceIndex(table) {
  table.parentElement.replaceWith(table);
  const number = (value, kind) => (kind === "sort" && value !== "" ? Number(value) : value);
  const counted = { targets: [".number", ".count"], type: "measured", render: number };
  makeScrollable(new DataTable(table, { ...tableOptions, order: [], columnDefs: [counted] }), "Sweeps");
}

enhanceIndex(document.querySelector("table"));
