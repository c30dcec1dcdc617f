// The table: exactly the rows behind the picture, for those who would rather read.
import { table, readable } from "./data.js";
import { button, byId, make, own } from "./elements.js";
import { edgeByKey } from "./data.js";
import { selectEdges } from "./select.js";
import { shownCell } from "./format.js";
import { say, sayCount } from "./text.js";

const AT_ONCE = 500; // rows that are laid out before a button is asked for more
const LONGEST_CELL = 300;
let sorting = { column: -1, up: true };

export function makeTable() {
  document.body.append(make("dialog", { id: "table", "aria-label": say("table.name") }));
}

export function openTable() {
  showTable();
  byId("table").showModal();
}

/** The rows in the order that the person asked for: dates by their days, as no text of theirs is. */
export function sortedRows() {
  const { rows, columns, dates } = table();
  if (sorting.column < 0) return rows;
  const { column, up } = sorting;
  const words = inWords(dates, columns[column]);
  const key = (row) => words?.get(row[column])?.[1] ?? row[column];
  return rows.slice().sort((one, other) => compare(key(one), key(other), up));
}

/** The dates of a column, as they are written in it -> [in words, the day to sort them by]. */
function inWords(dates, column) {
  return dates && Object.hasOwn(dates, column) ? new Map(Object.entries(dates[column])) : null;
}

let collator = null;

/** Numbers by size, texts as a reader sorts them; what is missing always comes last. */
function compare(one, other, up) {
  const blank = (value) => value === null || value === undefined || value === "";
  if (blank(one) || blank(other)) return Number(blank(one)) - Number(blank(other));
  const found = typeof one === "number" && typeof other === "number"
    ? one - other : (collator ??= new Intl.Collator("en", { numeric: true })).compare(String(one), String(other));
  return up ? found : -found;
}

function showTable() {
  const { columns, rows, dates, units } = table();
  const words = columns.map((column) => inWords(dates, column));
  const numeric = columns.map((_, at) => rows.every((row) => row[at] === null || typeof row[at] === "number") && rows.length > 0);
  const head = make("tr", {}, columns.map((column, at) => make("th", {
    scope: "col", class: numeric[at] ? "number" : null,
    "aria-sort": sorting.column === at ? (sorting.up ? "ascending" : "descending") : "none",
  }, button(readable(column), () => sortBy(at)))));
  const body = make("tbody", {});
  const sorted = sortedRows();
  const more = make("p", {});
  const grow = () => {
    const start = body.childElementCount;
    body.append(...sorted.slice(start, start + AT_ONCE).map((row) => tableRow(row, columns, numeric, words, units)));
    const left = sorted.length - body.childElementCount;
    more.replaceChildren(...(left > 0 ? [button(sayCount("table.more", left), grow)] : []));
  };
  grow();
  byId("table").replaceChildren(
    make("header", {}, make("h2", {}, say("table.name")), make("span", { class: "count" }, sayCount("table.rows", rows.length)),
      button("×", () => byId("table").close(), { class: "close", "aria-label": say("close") })),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("table.name") }, make("table", {}, make("thead", {}, head), body)), more,
  );
}

function sortBy(column) {
  sorting = { column, up: sorting.column === column ? !sorting.up : true };
  showTable();
  byId("table").querySelectorAll("th button")[column].focus();
}

function tableRow(row, columns, numeric, words, units) {
  return make("tr", {}, row.map((value, at) => {
    const text = words[at]?.get(value)?.[0] ?? readable(shownCell(columns[at], value, units), LONGEST_CELL);
    const edge = columns[at] === "claim" ? edgeByKey.get(String(value)) : null;
    const content = edge ? button(text, () => goTo(edge), { class: "to" }) : own(text);
    return make("td", { class: numeric[at] ? "number" : null }, content);
  }));
}

function goTo(edge) {
  byId("table").close();
  selectEdges([edge]);
}
