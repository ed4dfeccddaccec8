"use strict";

/** Makes an element. Children that are strings become text, never markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A value as text: a number with its column's precision, and nothing for an absent value. */
function formatted(value, precision) {
  if (value === null || value === undefined) {
    return "";
  }
  if (typeof value !== "number") {
    return String(value);
  }
  switch (precision) {
    case "four_decimals":
      return value.toFixed(4);
    case "two_decimals":
      return value.toFixed(2);
    case "one_decimal":
      return value.toFixed(1);
    case "six_digits":
      return String(Number(value.toPrecision(6)));
    default:
      return String(value);
  }
}

/** Writes `best_epoch` as `best epoch`; setting names, which have dots, stay unchanged. */
function label(name) {
  return name.includes(".") ? name : name.replaceAll("_", " ");
}

/** A heading that breaks after dots and underscores, on paper only: there it is as narrow as its longest word. */
function heading(text, attributes = {}) {
  const parts = text.split(/(?<=[._])/).flatMap((part, place) => (place ? [element("wbr"), part] : [part]));
  return element("th", { scope: "col", ...attributes }, ...parts);
}

/** Makes a table when its details are opened; its scroll position and focus outlive a refill. */
function fillDetails(details, columns, rows, precisions) {
  const before = details.querySelector(".scroll");
  const [top, focused] = [before?.scrollTop ?? 0, before !== null && before === document.activeElement];
  before?.remove();
  const fill = () => {
    if (details.open && !details.querySelector(".scroll")) {
      details.append(plainTable(columns, rows(), precisions));
    }
  };
  details.ontoggle = fill;
  fill();
  const now = details.querySelector(".scroll");
  now?.scrollTo(0, top);
  if (focused) {
    now?.focus({ preventScroll: true });
  }
}

/**
 * Fills a select. An update of the same sweep keeps the reader's choice.
 *
 * @return whether the options changed
 */
function fillOptions(select, names, first = 0) {
  const there = [...select.options].map((option) => option.text);
  const same = page.again && there.length === names.length && there.every((text, place) => text === names[place]);
  if (!same) {
    select.replaceChildren(...names.map((name, value) => element("option", { value }, name)));
    select.selectedIndex = first;
  }
  return !same;
}

/** Which columns have numbers, and so are aligned to the right. */
function numberColumns(rows, columns) {
  return columns.map((_, place) => rows.some((row) => typeof row[place] === "number"));
}

function plainTable(columns, rows, precisions = columns.map(() => "six_digits"), name = "The numbers") {
  const kinds = numberColumns(rows, columns).map((isNumber) => (isNumber ? { class: "number" } : {}));
  const head = element("tr", {}, ...columns.map((text, place) => heading(text, kinds[place])));
  const lines = rows.map((row) => element("tr", {}, ...row.map((cell, place) => element("td", kinds[place], formatted(cell, precisions[place])))));
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines));
  return element("div", { class: "scroll", ...scrollable(name) }, table);
}
