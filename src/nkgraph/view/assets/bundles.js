// Lines: edges between the same two nodes that mean the same in looks are drawn as one, with a count.
import { fromElsewhere } from "./data.js";
import { state } from "./model.js";
import { sayCount } from "./text.js";

/** Past so many edges lines are straight, without heads, and one for each pair of nodes. */
export const PLAIN_FROM = 1500;
/** So many lines of an opened bundle are spread out; the panel lists them all. */
const MOST_SPREAD = 16;

/** The lines to draw for some edges. */
export function bundle(edges) {
  const plain = edges.length > PLAIN_FROM;
  const groups = new Map();
  for (const edge of edges) {
    const key = plain ? pairOf(edge) : lookOf(edge);
    if (groups.has(key)) groups.get(key).push(edge);
    else groups.set(key, [edge]);
  }
  const lines = [];
  for (const [key, group] of groups) {
    if (group.length > 1 && state.opened.has(key)) lines.push(...spread(key, group));
    else lines.push(line(key, group, key));
  }
  if (!plain) bend(lines);
  return { lines, plain };
}

/** The label of a line: the relation, or how many there are; a mark beside it counts equal ones. */
export function lineLabel(one) {
  const names = new Set(one.edges.map((edge) => edge.name));
  const [name] = names;
  if (names.size > 1) return sayCount("line.several", one.edges.length);
  return name;
}

function line(key, edges, bundleKey) {
  const [first] = edges;
  return {
    key,
    bundle: bundleKey,
    from: first.from,
    to: first.to,
    edges,
    modality: first.modality,
    negated: edges.some((edge) => edge.negated),
    open: edges.some((edge) => edge.open),
    elsewhere: edges.every(fromElsewhere),
    weight: edges.reduce((sum, edge) => sum + (Number(edge.weight) || 0), 0),
  };
}

/** An opened bundle: as many single lines as can be told apart, and one for the rest. */
function spread(key, group) {
  const singles = group.slice(0, MOST_SPREAD).map((edge) => line(`${key}|${edge.number}`, [edge], key));
  const rest = group.slice(MOST_SPREAD);
  return rest.length ? [...singles, line(`${key}|rest`, rest, key)] : singles;
}

function pairOf(edge) {
  return edge.from < edge.to ? `${edge.from} ${edge.to}` : `${edge.to} ${edge.from}`;
}

/** Two edges look the same when direction, certainty, denial, openness and whose word it is agree. */
function lookOf(edge) {
  const marks = `${edge.negated ? "n" : ""}${edge.open ? "o" : ""}${fromElsewhere(edge) ? "e" : ""}`;
  return `${edge.from} ${edge.to} ${edge.modality} ${marks}`;
}

const STEP = 0.16; // how far apart two lines bend, as vis-network's roundness
const WIDEST = 0.9;

/** Give the lines between the same two nodes different bends, loops different angles. */
function bend(lines) {
  const pairs = new Map();
  for (const one of lines) {
    const key = pairOf(one);
    if (pairs.has(key)) pairs.get(key).push(one);
    else pairs.set(key, [one]);
  }
  for (const group of pairs.values()) {
    const step = Math.min(STEP, (2 * WIDEST) / group.length);
    group.forEach((one, at) => {
      if (one.from === one.to) {
        one.angle = Math.PI / 4 + (at * 2 * Math.PI) / Math.max(3, group.length);
        return;
      }
      const aside = (at - (group.length - 1) / 2) * step;
      // A line that runs the other way has its left where the others have their right.
      one.bend = one.from < one.to ? aside : -aside;
    });
  }
}
