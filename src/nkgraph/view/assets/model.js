// What the person has asked for, and which nodes and edges are shown for it.
import { within } from "./dates.js";
import { edges, nodes } from "./data.js";
import { isGrouped } from "./groups.js";

/** A map of more nodes starts with the largest of them: more than a person can read. */
export const MOST_AT_FIRST = 1500;

/** Whether a map starts with its alike things together. */
export const startsGrouped = nodes.some((node) => node.alike !== undefined);

export const state = {
  filter: { kinds: null, modality: null, sources: null, since: null, until: null },
  selected: null, // {node} | {group} | {edges: […], bundle} | {path: {nodes, edges}}
  focus: null, // {node, steps}
  trail: [], // the foci before this one
  opened: new Set(), // of each bundle that is spread out, the number of an edge
  ungrouped: new Set(), // the keys of the groups that are opened
  all: nodes.length <= MOST_AT_FIRST && !startsGrouped,
};

const listeners = [];

/** Call `listener(what)` after each change; what is "shown", "selected" or "theme". */
export function onChange(listener) {
  listeners.push(listener);
}

export function changed(what) {
  if (what === "shown") shownNow = null;
  for (const listener of listeners) listener(what);
}

let firstNodes = null;

/** The nodes that the map starts with: all of them, some standing in groups, or the largest. */
export function base() {
  if (state.all || isGrouped()) return new Set(nodes.map((node) => node.number));
  firstNodes ??= new Set(
    nodes
      .slice()
      .sort((one, other) => other.size - one.size || other.links.length - one.links.length)
      .slice(0, MOST_AT_FIRST)
      .map((node) => node.number),
  );
  return firstNodes;
}

let shownNow = null;

/** The nodes (a Set of numbers) and edges (a list) that are to be drawn now. */
export function shown() {
  shownNow ??= compute();
  return shownNow;
}

function compute() {
  const { kinds, modality, sources, since, until } = state.filter;
  const allowed = new Set();
  const start = state.focus ? reach(state.focus.node, state.focus.steps) : base();
  for (const number of start) {
    if (!kinds || kinds.has(nodes[number].kind)) allowed.add(number);
  }
  const narrowed = modality || sources || since || until;
  const possible = edges.filter((edge) => allowed.has(edge.from) && allowed.has(edge.to));
  if (!narrowed) return { nodes: allowed, edges: possible, undated: 0 };
  let undated = 0;
  const kept = possible.filter((edge) => {
    if (modality && !modality.has(edge.modality)) return false;
    if (sources && !sources.has(edge.origin)) return false;
    if (!since && !until) return true;
    const dated = dateOf(edge);
    if (!dated) undated += 1;
    return dated !== null && within(dated, since, until);
  });
  const touched = new Set(kept.flatMap((edge) => [edge.from, edge.to]));
  for (const number of allowed) {
    if (!touched.has(number) && !standsAlone(nodes[number])) allowed.delete(number);
  }
  return { nodes: allowed, edges: kept, undated };
}

/** What dates an edge: itself, or the event at one of its ends. */
export function dateOf(edge) {
  for (const thing of [edge, nodes[edge.from], nodes[edge.to]]) {
    if (thing.since !== undefined || thing.until !== undefined) return thing;
  }
  return null;
}

/** A node without shown edges stays only if it never had any and the filters do not speak of it. */
function standsAlone(node) {
  const { sources, since, until } = state.filter;
  if (node.links.length > 0) return false;
  if (sources && !sources.has(node.origin)) return false;
  return !(since || until) || within(node, since, until);
}

/** The nodes within some steps of one, along any edge. */
export function reach(number, steps) {
  const found = new Set([number]);
  let rim = [number];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const at of rim) {
      for (const edge of nodes[at].links) {
        const other = edge.from === at ? edge.to : edge.from;
        if (!found.has(other)) {
          found.add(other);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  return found;
}
