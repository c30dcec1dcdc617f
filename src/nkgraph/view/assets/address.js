// The address holds the state, so that a link shows the same: #select=…&focus=…&since=…
import { edgeByKey, edges, kinds, knownModality, nodeByKey, nodes, sources } from "./data.js";
import { fromLayout, toLayout } from "./adapt.js";
import { changed, state } from "./model.js";
import { fit, moveTo } from "./camera.js";
import { network } from "./draw.js";
import { setTheme } from "./theme.js";

const KNOWN = { // what a filter can name in this map
  kinds: (iri) => kinds.has(iri),
  modality: (name) => knownModality(name) === name || name === "none",
  sources: (iri) => sources.has(iri),
};
const SETS = Object.keys(KNOWN);
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const SEPARATOR = "|";
const MOST_EDGES = 200; // selected together that an address names; of more it names the first
const MOST_SPREAD_OUT = 50; // bundles that an address names
const MOST_FOCI = 20; // before the one now, the last of them
const FARTHEST = 1e6; // from the middle of a layout: what is drawn along the way there would take for ever
const FOCUS = /^([123]):(.*)$/s;

/** The state as the text behind the #, empty for the map as it opens. */
export function addressText() {
  const parts = new URLSearchParams();
  const { selected, focus, filter } = state;
  if (selected?.node !== undefined) parts.set("select", nodes[selected.node].key);
  if (selected?.edges) {
    const together = selected.edges.length > 1 && selected.edges.length <= MOST_EDGES;
    if (together) parts.set("edges", listText(selected.edges.map((edge) => edge.key)));
    else parts.set("select", selected.edges[0].key);
  }
  if (selected?.path) {
    parts.set("path", listText([nodes[selected.path.nodes[0]].key, ...selected.path.edges.map((edge) => edge.key)]));
  }
  if (focus) {
    parts.set("focus", nodes[focus.node].key);
    parts.set("steps", String(focus.steps));
    const trail = state.trail.slice(-MOST_FOCI);
    if (trail.length) parts.set("trail", listText(trail.map((before) => `${before.steps}:${nodes[before.node].key}`)));
  }
  for (const name of SETS) {
    if (filter[name]) parts.set(name, listText(filter[name]));
  }
  for (const end of ["since", "until"]) if (filter[end]) parts.set(end, filter[end]);
  if (state.theme) parts.set("theme", state.theme);
  if (state.opened.size) parts.set("spread", listText([...state.opened].slice(-MOST_SPREAD_OUT).map((number) => edges[number].key)));
  if (state.ungrouped.size) parts.set("open", listText(state.ungrouped));
  if (state.all && state.reducible) parts.set("all", "1");
  if (state.moved) {
    const { x, y } = toLayout(network.getViewPosition());
    parts.set("at", [Math.round(x), Math.round(y), network.getScale().toFixed(3)].join(","));
  }
  return parts.toString();
}

let writing = 0;

export function writeSoon() {
  clearTimeout(writing);
  writing = setTimeout(writeAddress, 120);
}

export function writeAddress() {
  clearTimeout(writing);
  const text = addressText();
  if (text === location.hash.slice(1)) return;
  try {
    history.replaceState(null, "", text ? `#${text}` : `${location.pathname}${location.search}`);
  } catch {
    // A page inside a frame of its own (a notebook) has no address that it may change.
  }
}

/** Take the state from the address; what it names and the map does not have is passed over. */
export function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  for (const name of SETS) state.filter[name] = filterIn(parts, name);
  for (const end of ["since", "until"]) state.filter[end] = isDay(parts.get(end)) ? parts.get(end) : null;
  state.theme = ["light", "dark"].includes(parts.get("theme")) ? parts.get("theme") : null;
  state.opened = new Set(keysIn(parts, "spread").slice(-MOST_SPREAD_OUT).flatMap((key) => edgeByKey.get(key)?.number ?? []));
  state.ungrouped = groupsIn(parts);
  state.all = !state.reducible || parts.get("all") === "1";
  const focus = nodeByKey.get(parts.get("focus"));
  const steps = Math.min(3, Math.max(1, Number.parseInt(parts.get("steps"), 10) || 1));
  state.focus = focus ? { node: focus.number, steps } : null;
  state.trail = focus ? trailIn(parts) : [];
  state.selected = selectionIn(parts);
  return parts;
}

function isDay(text) {
  return ISO_DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** What a filter keeps; one that names nothing of this map is none. */
function filterIn(parts, name) {
  if (!parts.has(name)) return null;
  const known = keysIn(parts, name).filter(KNOWN[name]);
  return known.length || parts.get(name) === "" ? new Set(known) : null;
}

/** The groups that are opened, of those that there are. */
function groupsIn(parts) {
  if (!parts.has("open")) return new Set();
  const groups = new Set(nodes.map((node) => String(node.alike)));
  return new Set(keysIn(parts, "open").filter((key) => groups.has(key)));
}

/** The foci before the one now, each with its steps. */
function trailIn(parts) {
  const foci = parts.has("trail") ? listFrom(parts.get("trail")) : [];
  return foci.slice(-MOST_FOCI).flatMap((text) => {
    const [, steps, key] = FOCUS.exec(text) ?? [];
    return nodeByKey.has(key) ? [{ node: nodeByKey.get(key).number, steps: Number(steps) }] : [];
  });
}

function selectionIn(parts) {
  const node = nodeByKey.get(parts.get("select"));
  if (node) return { node: node.number };
  const path = pathIn(keysIn(parts, "path"));
  if (path) return { path };
  const edges = [parts.get("select"), ...keysIn(parts, "edges")].map((key) => edgeByKey.get(key)).filter(Boolean);
  return edges.length ? { edges } : null;
}

/** The path along edges from a node, if each goes on from where the last one ends. */
function pathIn([start, ...keys]) {
  if (!nodeByKey.has(start)) return null;
  const path = { nodes: [nodeByKey.get(start).number], edges: keys.map((key) => edgeByKey.get(key)) };
  for (const edge of path.edges) {
    const at = path.nodes.at(-1);
    if (edge?.from !== at && edge?.to !== at) return null;
    path.nodes.push(edge.from === at ? edge.to : edge.from);
  }
  return path;
}

/** The keys that a list names, each once. */
function keysIn(parts, name) {
  return parts.has(name) ? [...new Set(listFrom(parts.get(name)))] : [];
}

function listText(values) {
  return [...values].map(encodeURIComponent).join(SEPARATOR);
}

function listFrom(text) {
  return text.split(SEPARATOR).map(decoded);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Show the part of the picture that the address names, or all of it. */
export function goToAddress(parts) {
  const [x, y, scale] = (parts.get("at") ?? "").split(",").map(Number);
  state.moved = [x, y].every((place) => Math.abs(place) <= FARTHEST) && scale > 0 && Number.isFinite(scale);
  if (state.moved) moveTo(fromLayout({ x, y }), Math.min(10, Math.max(0.01, scale)), false);
  else fit(undefined, false);
}

/** Follow an address that somebody has pasted or gone back to. */
export function followAddress() {
  window.addEventListener("hashchange", () => {
    const parts = readAddress();
    setTheme(state.theme);
    changed("theme");
    changed("shown");
    changed("selected");
    goToAddress(parts);
  });
}
