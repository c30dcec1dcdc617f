// Lines: edges between the same two nodes that mean the same in looks are drawn as one, with a count.
import { about, fromElsewhere, groupedBy, hidesLines, sourceLetter } from "./data.js";
import { heightening } from "./adapt.js";
import { isGrouped, marks, sideOf, standIn } from "./groups.js";
import { state } from "./model.js";
import { flowLabel, largestOf } from "./flows.js";

/** Past so many edges lines are straight, without heads, and one for each pair of nodes. */
export const PLAIN_FROM = 1500;
const MOST_FINE = 300; // where alike things stand together, to be read at a glance
const MOST_MARKS = 2 ** 26; // two numbers below it make one that JavaScript keeps exactly
const MOST_FLOWS = 10; // of one source, from one thing to another: more are one line, with the largest
const MOST_APART = 60; // lines on a map of flows: of more, all from one thing to another are one
/** So many lines of an opened bundle are spread out; the panel lists them all. */
const MOST_SPREAD = 16;

/** The lines to draw for some edges. */
export function bundle(edges) {
  const outside = edges.filter((edge) => edge.from === edge.to || standIn(edge.from) !== standIn(edge.to)); // of groups
  const lookNow = looksOf(outside);
  const plain = hidesLines || tooMany(outside, lookNow);
  const lines = [];
  for (const [key, group] of groupedBy(outside, plain ? pairOf : lookNow)) {
    if (group.length > 1 && isOpened(group)) lines.push(...spread(key, group));
    else lines.push(line(key, group, key));
  }
  if (!plain) bend(lines);
  findCommon(lines);
  return { lines, plain };
}

/** Whether some edges that look the same are spread out: they are named by the first of them. */
function isOpened(group) {
  return state.opened.size > 0 && group.some((edge) => state.opened.has(edge.number));
}

/** Whether there are more than can be drawn finely; what leads to a group is counted as it is drawn. */
function tooMany(edges, lookNow) {
  if (edges.length <= (isGrouped() ? MOST_FINE : PLAIN_FROM)) return false;
  return !isGrouped() || groupedBy(edges, lookNow).size > MOST_FINE;
}

/** The letters of the sources of a line that are not the article, where there are several. */
export function lineLetters(one) {
  one.letters ??= [...new Set(one.edges.map((edge) => sourceLetter(edge.origin)))].filter(Boolean).sort().join(" ");
  return one.letters;
}

/** The label of a line: what flows, or the relation; none where a mark counts several. */
export function lineLabel(one) {
  one.words ??= wordsOf(one);
  return one.words;
}

function wordsOf(one) {
  const [first] = one.edges;
  if (first.series) return flowLabel(one);
  if (one.silent) return "";
  const names = new Set(one.edges.map((edge) => edge.name));
  return names.size > 1 || first.name === commonName ? "" : first.name;
}

const COMMON_PART = 0.6; // of the lines, so that their relation is said once, in the legend
const COMMON_LEAST = 24; // fewer can each be read
let commonName = null;

/** The relation that most lines stand for, if one does: it is not written on each of them. */
export function commonRelation() {
  return commonName;
}

function findCommon(lines) {
  const counts = new Map();
  for (const one of lines) counts.set(one.edges[0].name, (counts.get(one.edges[0].name) ?? 0) + 1);
  const [name, count] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [null, 0];
  commonName = count >= COMMON_LEAST && count >= lines.length * COMMON_PART && !lines[0].edges[0].series ? name : null;
}

function line(key, edges, bundleKey) {
  const [first] = edges;
  return {
    key,
    bundle: bundleKey,
    from: standIn(first.from),
    to: standIn(first.to),
    edges,
    modality: first.modality,
    negated: edges.some((edge) => edge.negated),
    open: edges.some((edge) => edge.open),
    elsewhere: edges.every(fromElsewhere),
    // A flow has one amount, whoever states it; of several in one line the largest is told.
    weight: first.series ? largestOf(edges).size : edges.reduce((sum, edge) => sum + (Number(edge.weight) || 0), 0),
  };
}

/** An opened bundle: as many single lines as can be told apart, and one for the rest. */
function spread(key, group) {
  const singles = group.slice(0, MOST_SPREAD).map((edge) => line(`${key}|${edge.number}`, [edge], key));
  const rest = group.slice(MOST_SPREAD);
  return rest.length ? [...singles, line(`${key}|rest`, rest, key)] : singles;
}

/** The same number for all edges between two nodes. */
function pairOf(edge) {
  const [from, to] = [standIn(edge.from), standIn(edge.to)];
  return Math.min(from, to) * MOST_MARKS + Math.max(from, to);
}

/** What tells how each of some edges looks: two look the same when direction, certainty, denial,
    openness, whose word it is and what flows agree; of many flows, what flows makes no difference, and
    among many lines not which other source than the article says so either. */
function looksOf(edges) {
  if (about.layout !== "flow") return lookOf;
  const ways = new Map([...groupedBy(edges, lookOf)].map(([way, alike]) => [way, new Set(alike.map((edge) => edge.series)).size]));
  const apart = (way) => ways.get(way) <= MOST_FLOWS;
  const count = [...ways].reduce((sum, [way, flows]) => sum + (apart(way) ? flows : 1), 0);
  if (count > MOST_APART) return (edge) => lookOf(edge, "e");
  return (edge) => {
    const way = lookOf(edge);
    return apart(way) ? `${way} ${edge.series ?? ""}` : way;
  };
}

function lookOf(edge, other = sourceLetter(edge.origin) || "e") {
  const marks = `${edge.negated ? "n" : ""}${edge.open ? "o" : ""}${fromElsewhere(edge) ? other : ""}`;
  return `${standIn(edge.from)} ${standIn(edge.to)} ${edge.modality} ${marks}`;
}

/** Flows of one direction together, the earlier ones first. */
function byTurn(one, other) {
  const backwards = (line) => (line.from < line.to ? 0 : 1);
  return backwards(one) - backwards(other) || one.edges[0].turn - other.edges[0].turn;
}

const STEP = 0.16; // how far apart two lines bend, as vis-network's roundness
const WIDEST = 0.9;
const STRAND = 0.035;
const STEP_OF = { voices: STRAND, flow: 0.085 }; // where many lines run side by side, and amounts between them
const OUTWARD = 0.45; // how far a line between two things of one column bends out
const SAME_COLUMN = { voices: 300, flow: 60 }; // pixels within which both ends of such a line stand

/** Whether a line joins two things of one column at a side: two speakers, or two who sell. */
function isInColumn(one) {
  const [from, to] = [marks[one.from], marks[one.to]];
  return Math.abs(from.x - to.x) < SAME_COLUMN[about.layout] && sideOf(from) !== 0;
}

/** Give the lines between the same two nodes different bends, loops different angles. */
function bend(lines) {
  const passedOn = new Set(); // of all whose words one passes on, it is said once
  for (const group of groupedBy(lines, pairOf).values()) {
    if (group[0].edges[0].series) group.sort(byTurn);
    const inColumn = isInColumn(group[0]);
    const step = Math.min((STEP_OF[about.layout] ?? STEP) * heightening(), (2 * WIDEST) / group.length);
    group.forEach((one, at) => {
      if (one.from === one.to) {
        one.angle = Math.PI / 4 + (at * 2 * Math.PI) / Math.max(3, group.length);
        return;
      }
      if (inColumn) {
        const downwards = marks[one.from].y < marks[one.to].y;
        const onTheLeft = sideOf(marks[one.from]) < 0;
        one.bend = (OUTWARD + at * STRAND) * (downwards === onTheLeft ? -1 : 1);
        const said = `${one.from} ${one.edges[0].name}`;
        one.silent = passedOn.has(said);
        passedOn.add(said);
        return;
      }
      const aside = (at - (group.length - 1) / 2) * step;
      // A line that runs the other way has its left where the others have their right.
      one.bend = one.from < one.to ? aside : -aside;
    });
  }
}
