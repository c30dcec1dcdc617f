// Numbers and names as a person writes them.
import { about } from "./data.js";

const UNITS = [[1e12, "tn"], [1e9, "bn"], [1e6, "M"], [1e3, "k"]];
export const MINUS = "\u2212";
const NARROW = "\u00a0"; // a space at which no line ends

/** A value in a cell or a line of the page: numbers grouped, with a minus sign, not a hyphen. */
export function shownValue(value) {
  if (value === null || value === undefined) return "";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.map(shownValue).join("; ");
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value !== "number") return String(value);
  return value.toLocaleString("en", { maximumFractionDigits: 6 }).replace("-", MINUS);
}

const PREFIXES = Object.entries(about.prefixes ?? {}).sort((one, other) => other[1].length - one[1].length);
const LOCAL_NAME = /^[\w.-]+$/;

/** An IRI by its prefix, nk:china, as queries and parameters write it; any other text as it is. */
export function compactIri(text) {
  const [prefix, start] = PREFIXES.find(([, beginning]) => text.startsWith(beginning)) ?? [];
  if (prefix === undefined) return text;
  const local = text.slice(start.length);
  return LOCAL_NAME.test(local) ? `${prefix}:${local}` : text;
}

/** A number of a column in its unit; a whole year is no amount: 2013, not 2,013. */
export function shownCell(column, value, units) {
  if (typeof value === "number" && Object.hasOwn(units, column)) return inUnit(value, units[column]);
  if (typeof value === "number" && /year|period|paragraph|sentence/i.test(column)) {
    return String(value);
  }
  return typeof value === "string" ? compactIri(value) : shownValue(value);
}

const EXACT = 3; // decimals that a scaled amount may have; one that needs more is written in a smaller scale

/** A number of a table in its column's unit; amounts are scaled as far as they stay exact, as `nkgraph query` scales them. */
function inUnit(value, unit) {
  if (unit === "USD") return (value < 0 ? MINUS : "") + "$" + exactAmount(Math.abs(value));
  if (unit === "percent") return signedPercent(value);
  if (unit === "share") return `${shownValue(value)}${NARROW}%`;
  if (unit === "degrees") return `${shownValue(value)}°`;
  return `${shownValue(value)}${NARROW}${unit}`;
}

function exactAmount(size) {
  const scales = UNITS.filter(([least]) => least >= 1e6 && size >= least);
  const [unit, name] = scales.find(([least]) => Number((size / least).toFixed(EXACT)) === size / least) ?? [1, ""];
  return shownValue(size / unit) + (name && `${NARROW}${name}`);
}

/** An amount short enough for a label: 36.89 M. */
export function shortAmount(value) {
  const size = Math.abs(value);
  const [unit, name] = UNITS.find(([least]) => size >= least) ?? [1, ""];
  const number = (size / unit).toLocaleString("en", { maximumFractionDigits: 2 });
  return (value < 0 ? MINUS : "") + number + (name && `${NARROW}${name}`);
}

/** An amount with its unit: $36.89 M; 90 %. */
export function amountWithUnit(value, unit) {
  const name = String(unit ?? "");
  if (/usd|us-dollar/i.test(name)) return (value < 0 ? MINUS : "") + "$" + shortAmount(Math.abs(value));
  if (/percent/i.test(name)) return `${shownValue(value)}${NARROW}%`;
  return shortAmount(value);
}

/** A change as it is stated: +58.5 %. */
export function signedPercent(value) {
  return `${value > 0 ? "+" : ""}${shownValue(value)}${NARROW}%`;
}
