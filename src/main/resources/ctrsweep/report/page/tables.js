"use strict";

/** Orders numbers and texts; absent values and NaN come last in both directions. */
function measuredOrder(direction) {
  const missing = (value) => value === null || value === "" || value === "nan";
  return (a, b) => {
    if (missing(a) || missing(b)) {
      return missing(a) - missing(b);
    }
    return direction * (typeof a === "string" || typeof b === "string" ? String(a).localeCompare(String(b)) : a - b);
  };
}

DataTable.ext.type.order["measured-asc"] = measuredOrder(1);
DataTable.ext.type.order["measured-desc"] = measuredOrder(-1);

const tableOptions = {
  pageLength: 25,
  lengthMenu: [10, 25, 100, { label: "all", value: -1 }],
  autoWidth: false,
  layout: { topStart: "search", topEnd: "pageLength", bottomStart: "info", bottomEnd: "paging" },
  language: {
    search: "Filter:",
    lengthMenu: "_MENU_ rows",
    info: "_START_ to _END_ of _TOTAL_",
    infoEmpty: "no rows",
    infoFiltered: "(out of _MAX_)",
    emptyTable: "There are no trials yet.",
    zeroRecords: "No row matches the filter.",
  },
};

/** Attributes of a box that scrolls: the keyboard reaches it, and a screen reader names it. */
function scrollable(name) {
  return { tabindex: "0", role: "region", "aria-label": name };
}

function makeScrollable(table, name) {
  const box = table.table().container().querySelector(".dt-layout-table");
  Object.entries(scrollable(name)).forEach(([key, value]) => box.setAttribute(key, value));
}

/** The page's tables by host element. */
const tables = new Map();

/**
 * Shows a table of trials that can be sorted and searched. An update keeps the reader's order and filter.
 *
 * @param facts the cells
 * @param trials for each row the places of its trials
 * @param keep tells from the places of a row's trials whether the row is shown
 */
function trialTable(host, { table: facts, trials }, name, keep = () => true) {
  const data = facts.rows.map((cells, place) => ({ cells, trials: trials[place] }));
  const names = facts.columns.map((column) => column.name);
  const numbers = numberColumns(facts.rows, names);
  const before = page.again ? tables.get(host) : undefined;
  if (before && String([before.names, before.numbers]) === String([names, numbers])) {
    before.made.clear().rows.add(data).draw(false);
    return before.made;
  }
  const choices = readersChoices(before, names);
  host.replaceChildren();
  const head = facts.columns.map((column) => heading(label(column.name)));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)));
  host.append(table);
  const made = new DataTable(table, {
    ...tableOptions,
    data,
    columns: facts.columns.map((column, place) => cellColumn(column, place, numbers[place])),
    ...choices,
    deferRender: true,
  });
  makeScrollable(made, name);
  made.search.fixed("kept", (_, row) => keep(row.trials));
  made.draw();
  tables.set(host, { made, names, numbers });
  return made;
}

function factsTable({ columns, rows }, name) {
  return plainTable(
    columns.map((column) => label(column.name)),
    rows,
    columns.map((column) => column.precision),
    name,
  );
}

/** On paper nobody can turn pages or scroll: a table prints up to 100 rows, scaled down until all columns fit. */
function tablesOnPaper(paper) {
  for (const [host, table] of tables) {
    table.length = paper ? table.made.page.len() : table.length;
    table.made.page.len(paper ? 100 : table.length).draw(false);
    fitOnPaper(table.made.table().node(), host, paper);
  }
  document.querySelectorAll(".scroll > table").forEach((table) => fitOnPaper(table, table.parentElement, paper));
}

function fitOnPaper(table, host, paper) {
  table.style.zoom = "";
  table.style.zoom = paper && table.offsetWidth > 0 ? Math.min(1, host.clientWidth / table.offsetWidth) : "";
}

/** Order, filter and length of the replaced table, without columns that no longer exist. */
function readersChoices(before, names) {
  if (!before) {
    return { order: [] };
  }
  const order = before.made.order().map(([column, direction]) => [names.indexOf(before.names[column]), direction]);
  return {
    order: order.filter(([column]) => column >= 0),
    pageLength: before.made.page.len(),
    search: { search: before.made.search() },
  };
}

/** DataTables treats the text that it shows and searches as markup. */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function cellColumn(column, place, isNumber) {
  return {
    type: "measured",
    className: `${column.name.replaceAll(/[^a-z_]/g, "-")}${isNumber ? " number" : ""}`,
    data: (row) => row.cells[place],
    render: (value, kind, row) => (kind === "sort" || kind === "type" ? value : escaped(formatted(value, column.precision))),
    createdCell: (cell, value, row) => {
      const text = formatted(value, column.precision);
      cell.textContent = text;
      if (column.name === "trial") {
        cell.replaceChildren(element("a", { href: trialLink(row.trials[0]) }, text));
      }
    },
  };
}
