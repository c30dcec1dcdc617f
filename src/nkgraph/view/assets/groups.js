// More things than a person can read: those that are alike stand as one mark with their number, and
// open on a click. Which are alike is said with the data.
import { about, groupedBy, hidesLines, kinds, nodes } from "./data.js";
import { markGrowth } from "./adapt.js";
import { changed, shown, startsGrouped, state } from "./model.js";
import { say, thousands } from "./text.js";

const LEAST = 3; // alike things that are worth a group
const [SMALLEST, LARGEST] = [8, 28];
const OUTER = 0.4; // the part of the width that is a side
const IN_COLUMNS = ["flow", "voices"]; // layouts that set things in columns

/** What is drawn, by number: the things, and after them the groups that stand for some. */
export const marks = nodes.slice();

let columns = null; // where the outermost marks stand
let standIns = new Map(); // a thing's number -> its group's

/** The number of the mark that stands for a thing now: its own, or its group's. */
export function standIn(number) {
  return standIns.get(number) ?? number;
}

/** The things that a mark stands for, if it is a group. */
export function membersOf(number) {
  return marks[number].members ?? null;
}

/** Whether alike things stand together now. */
export function isGrouped() {
  return startsGrouped && !state.all && !state.focus;
}

/** Make the groups of what is shown now; filters change them, and so what they count. */
export function regroup() {
  marks.length = nodes.length;
  columns = null;
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
  const together = groupedBy(things.filter((node) => node.alike !== undefined), (node) => String(node.alike));
  return [...together].filter(([, members]) => members.length >= LEAST);
}

function yearOf(node) {
  return (node.since ?? node.until ?? "").slice(0, 4);
}

/** A mark for some things, where the one nearest to their middle stands, or, beside a column, the one
    nearest to the middle of the map; its area grows with them. */
function groupMark(number, key, members) {
  const [first] = members;
  const middle = (name) => members.reduce((sum, node) => sum + node[name], 0) / members.length;
  const [x, y] = [IN_COLUMNS.includes(about.layout) ? middleOfMap() : middle("x"), middle("y")];
  const away = (node) => (node.x - x) ** 2 + (node.y - y) ** 2;
  const nearest = members.reduce((best, node) => (away(node) < away(best) ? node : best));
  const title = [kinds.get(first.kind).label, yearOf(first)].filter(Boolean).join(", ");
  const count = thousands(members.length);
  return {
    number, key, members, title, kind: first.kind, origin: first.origin, links: first.links,
    name: hidesLines && yearOf(first) ? count : say("group.name", count, title), // a lane says what
    x: nearest.x, y: nearest.y,
    size: markGrowth() * Math.min(LARGEST, Math.max(SMALLEST, (SMALLEST / 2) * Math.sqrt(members.length))),
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

/** Where the leftmost and the rightmost of some things stand. */
function sidesOf(things) {
  const xs = things.map((thing) => thing.x);
  return [xs.reduce((least, x) => Math.min(least, x), Infinity), xs.reduce((most, x) => Math.max(most, x), -Infinity)];
}

let centre = null;

/** The middle of the whole map, from left to right. */
function middleOfMap() {
  centre ??= sidesOf(nodes).reduce((left, right) => (left + right) / 2);
  return centre;
}

/** On which side of what is drawn a mark stands: -1 left, 1 right, 0 nearer to the middle. */
export function sideOf(mark) {
  columns ??= sidesOf(marks.filter((each) => standIn(each.number) === each.number));
  const [left, right] = columns;
  const part = (mark.x - left) / (right - left || 1);
  return part < OUTER ? -1 : part > 1 - OUTER ? 1 : 0;
}
