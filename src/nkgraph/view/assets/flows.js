// What flows along a line, in words: oil, 2013: $36.89 M, +58.5 %.
import { groupedBy } from "./data.js";
import { marks, standIn } from "./groups.js";
import { amountWithUnit, signedPercent } from "./format.js";
import { say } from "./text.js";

const MOST_AMOUNTS = 3; // different ones that are written on one line
const LONGEST_NAME = 40; // characters of what flows: it is the amount that is looked for
const LONGEST_YEAR = 12; // characters, with what stands before it

/** What a line says of its flow; of several flows in one line the largest, and how many more. */
export function flowLabel(one) {
  const { edges, others } = largestOf(one.edges);
  return others ? say("line.largest", arrowOf(edges[0]), seriesLabel(edges), others) : seriesLabel(edges);
}

/** The largest flow among some edges: its edges, how much it is, and how many others there are. */
export function largestOf(someEdges) {
  const flows = [...groupedBy(someEdges, (edge) => `${standIn(edge.from)} ${edge.series}`).values()];
  const sizes = flows.map(sizeOf);
  const size = sizes.reduce((most, each) => Math.max(most, each));
  return { edges: flows[sizes.indexOf(size)], size, others: flows.length - 1 };
}

/** Which way a flow goes in the picture. */
function arrowOf(edge) {
  const [from, to] = [marks[standIn(edge.from)], marks[standIn(edge.to)]];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.abs(dx) > Math.abs(dy) / 4) return dx > 0 ? "→" : "←";
  return dy > 0 ? "↓" : "↑";
}

/** Oil, 2013: $36.89 M, +58.5 % */
function seriesLabel(edges) {
  const pairs = pairsOf(edges);
  const parts = pairs.length > 1 ? totalOf(pairs) : [...new Set([...amountsOf(edges), ...changesOf(edges)])];
  const name = shortened(edges[0].series);
  return parts.length ? say("line.series", name, parts.join(", ")) : name;
}

/** A long name without its end; the year behind it stays. */
function shortened(series) {
  const year = /, [^,]*$/.exec(series)?.[0] ?? "";
  const [name, behind] = year.length > LONGEST_YEAR ? [series, ""] : [series.slice(0, series.length - year.length), year];
  if (name.length <= LONGEST_NAME) return series;
  return name.slice(0, LONGEST_NAME).replace(/[\s,;(&]+[^\s]*$/, "") + "…" + behind;
}

function pairsOf(edges) {
  return [...groupedBy(edges, (edge) => `${edge.from} ${edge.to}`).values()];
}

/** How much flows, to choose among flows by. */
function sizeOf(edges) {
  return pairsOf(edges).reduce((sum, pair) => sum + Math.max(0, ...weighed(pair).map((edge) => Math.abs(edge.weight) || 0)), 0);
}

function amountsOf(edges) {
  const told = [...new Set(weighed(edges).map((edge) => amountWithUnit(edge.weight, edge.weightUnit)))];
  return told.length <= MOST_AMOUNTS ? told : [...told.slice(0, MOST_AMOUNTS), "…"];
}

function changesOf(edges) {
  return edges.filter((edge) => edge.percent !== undefined).map((edge) => {
    const change = signedPercent(edge.percent);
    return edge.approximate ? say("line.about", change) : change;
  });
}

function weighed(edges) {
  return edges.filter((edge) => edge.weight !== undefined);
}

/** What a line to many things in one mark carries in all, from the edges of each pair: nothing where a
    pair has no amount, or two, since nobody has said which of them is right. */
function totalOf(pairs) {
  const weights = pairs.map((edges) => new Set(weighed(edges).map((edge) => edge.weight)));
  const units = new Set(weighed(pairs.flat()).map((edge) => edge.weightUnit));
  const total = weights.flatMap((told) => [...told]).reduce((sum, weight) => sum + Number(weight), 0);
  if (weights.some((told) => told.size !== 1) || units.size > 1 || !Number.isFinite(total)) return [];
  const told = amountWithUnit(total, [...units][0]);
  return told.endsWith("%") ? [] : [say("line.total", told)];
}
