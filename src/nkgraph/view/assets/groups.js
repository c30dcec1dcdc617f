// More things than a person can read: those that are alike stand as one mark with their number, and
// open on a click. Alike are things of one kind with the same neighbours; in lanes, of one kind and year.
import { groupedBy, hidesLines, kinds, nodes } from "./data.js";
import { changed, MOST_AT_FIRST, shown, state } from "./model.js";
import { say } from "./text.js";

const LEAST = 3; // alike things that are worth a group
const WORTH = 0.6; // of the things: grouped they must be fewer than that, or the largest alone read better
const MOST_NEIGHBOURS = 4; // a thing with more has a place of its own
const [SMALLEST, LARGEST] = [8, 28];

/** What is drawn, by number: the things, and after them the groups that stand for some. */
export const marks = nodes.slice();

let standIns = new Map(); // a thing's number -> its group's

/** The number of the mark that stands for a thing now: its own, or its group's. */
export function standIn(number) {
  return standIns.get(number) ?? number;
}

/** The things that a mark stands for, if it is a group. */
export function membersOf(number) {
  return marks[number].members ?? null;
}

let worth = null;

/** Whether a map of many things starts with its alike ones together. */
export function isGrouped() {
  if (state.all || state.focus) return false;
  if (worth === null) {
    const found = alike(nodes);
    const left = nodes.length - found.reduce((sum, [, members]) => sum + members.length - 1, 0);
    worth = nodes.length > MOST_AT_FIRST && left <= Math.min(MOST_AT_FIRST, nodes.length * WORTH);
  }
  return worth;
}

/** Make the groups of what is shown now; filters change them, and so what they count. */
export function regroup() {
  marks.length = nodes.length;
  standIns = new Map();
  if (!isGrouped()) return;
  const now = [...shown().nodes].map((number) => nodes[number]);
  for (const [key, members] of alike(now)) {
    if (state.ungrouped.has(key)) continue;
    const number = marks.length;
    marks.push(groupMark(number, key, members));
    for (const member of members) standIns.set(member.number, number);
  }
}

/** Alike things, at least so many: [key, things]. */
function alike(things) {
  return [...groupedBy(things, keyOf)].filter(([key, members]) => key !== null && members.length >= LEAST);
}

/** What alike things have in common; null for a thing that stands alone. */
function keyOf(node) {
  if (node.alike === undefined) {
    const inLane = hidesLines && yearOf(node);
    const near = new Set(inLane ? [] : node.links.map((edge) => (edge.from === node.number ? edge.to : edge.from)));
    node.alike = near.size > MOST_NEIGHBOURS ? null
      : JSON.stringify([node.kind, yearOf(node), node.origin, ...[...near].sort((one, other) => one - other)]);
  }
  return node.alike;
}

function yearOf(node) {
  return (node.since ?? node.until ?? "").slice(0, 4);
}

/** A mark for some things, where the one nearest to their middle stands; its area grows with them. */
function groupMark(number, key, members) {
  const [first] = members;
  const middle = (name) => members.reduce((sum, node) => sum + node[name], 0) / members.length;
  const [x, y] = [middle("x"), middle("y")];
  const away = (node) => (node.x - x) ** 2 + (node.y - y) ** 2;
  const nearest = members.reduce((best, node) => (away(node) < away(best) ? node : best));
  const title = [kinds.get(first.kind).label, yearOf(first)].filter(Boolean).join(", ");
  const count = members.length.toLocaleString("en");
  return {
    number, key, members, title, kind: first.kind, origin: first.origin, links: first.links,
    name: hidesLines ? count : say("group.name", count, title),
    x: nearest.x, y: nearest.y,
    size: Math.min(LARGEST, Math.max(SMALLEST, (SMALLEST / 2) * Math.sqrt(members.length))),
  };
}

/** Let the things with these numbers stand for themselves, out of their groups. */
export function reveal(numbers) {
  const keys = numbers.filter((number) => standIn(number) !== number).map((number) => marks[standIn(number)].key);
  openGroups(keys);
}

/** Open the group that a mark is. */
export function openGroup(number) {
  openGroups([marks[number].key]);
}

function openGroups(keys) {
  if (keys.length === 0) return;
  for (const key of keys) state.ungrouped.add(key);
  if (state.selected?.group !== undefined) state.selected = null;
  changed("shown");
  changed("selected");
}

/** Put all groups together again. */
export function closeGroups() {
  state.ungrouped.clear();
  changed("shown");
}
