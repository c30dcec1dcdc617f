// What is touched or selected keeps its colour, and the rest goes to a fifth: a veil of the ground's
// colour lies over the picture, and what is lit is drawn once more on top of it.
import { marks, standIn } from "./groups.js";
import { paintMembers, paintTies } from "./crowd.js";
import { hidesLines } from "./data.js";
import { drawnNodes, lines, network, placeOf, plain } from "./draw.js";
import { paintIcons } from "./icons.js";
import { shown, state } from "./model.js";
import { colours } from "./theme.js";

const VEIL = 0.8;

let hovered = null; // {node} or {line}

export function setHovered(thing) {
  if (hovered?.node === thing?.node && hovered?.line === thing?.line) return false;
  hovered = thing;
  return true;
}

/** What is lit now: {nodes: Set, lines: Set of numbers, first: nodes to label whatever}, or null;
    `whole` where nothing is left to lie under a veil. */
export function lit() {
  const [one, other] = [selectedLit(), hovered && hoveredLit()];
  if (!one || !other || one.whole) return other ?? one;
  return {
    nodes: new Set([...one.nodes, ...other.nodes]),
    lines: new Set([...one.lines, ...other.lines]),
    first: [...new Set([...one.first, ...other.first])],
  };
}

function hoveredLit() {
  return hovered.node !== undefined ? aroundNode(hovered.node) : aroundLines([hovered.line]);
}

function selectedLit() {
  const { selected } = state;
  if (!selected) return null;
  if (selected.path) {
    const wanted = new Set(selected.path.edges);
    const found = lineIds((one) => one.edges.some((edge) => wanted.has(edge)));
    return { nodes: new Set(selected.path.nodes), lines: found, first: selected.path.nodes.map((at) => marks[at]) };
  }
  if (selected.edges) {
    const wanted = new Set(selected.edges);
    return aroundLines([...lineIds((one) => one.edges.some((edge) => wanted.has(edge)))]);
  }
  if (selected.group !== undefined) return aroundNode(selected.group);
  if (!shown().nodes.has(selected.node)) return null;
  return state.focus?.node === selected.node && !hidesLines
    ? inFocus(standIn(selected.node)) : aroundNode(standIn(selected.node));
}

/** A focus shows what is near already: none of it is veiled, however many steps away. */
function inFocus(number) {
  return { nodes: new Set(drawnNodes()), lines: new Set(lines.keys()), first: [marks[number]], whole: true };
}

function lineIds(test) {
  const found = new Set();
  lines.forEach((one, id) => {
    if (test(one)) found.add(id);
  });
  return found;
}

function aroundNode(number) {
  if (!marks[number]) return null; // a group that was opened
  const touching = lineIds((one) => one.from === number || one.to === number);
  const near = new Set([number]);
  for (const id of touching) near.add(lines[id].from).add(lines[id].to);
  return { nodes: near, lines: touching, first: [marks[number]] };
}

function aroundLines(ids) {
  const ends = new Set(ids.filter((id) => lines[id]).flatMap((id) => [lines[id].from, lines[id].to]));
  return { nodes: ends, lines: new Set(ids), first: [...ends].map((number) => marks[number]) };
}

/** Draw what is lit on a veil, and a ring around what is chosen; in the layout's coordinates. */
export function paintLit(context, found, seen) {
  if (!found.whole) paintOnVeil(context, found, seen);
  paintRing(context, found, seen);
}

function paintOnVeil(context, found, seen) {
  context.save();
  context.globalAlpha = VEIL;
  context.fillStyle = colours.ground;
  context.fillRect(-seen.x / seen.scale, -seen.y / seen.scale, seen.width / seen.scale, seen.height / seen.scale);
  context.restore();
  if (plain) {
    paintTies(context, found.lines, seen, (one) => (one.elsewhere ? colours.elsewhere : colours.line));
    paintMembers(context, found.nodes, seen);
  } else {
    for (const id of found.lines) {
      network.body.edges[id]?.draw(context);
      network.body.edges[id]?.drawArrows(context);
    }
    for (const number of found.nodes) network.body.nodes[number]?.draw(context);
    paintIcons(context, [...found.nodes].filter((number) => marks[number]), seen);
  }
}

function paintRing(context, found, seen) {
  const chosen = state.selected?.group ?? state.selected?.node;
  if (chosen === undefined || !found.nodes.has(chosen)) return;
  const { x, y } = placeOf(chosen);
  context.save();
  context.beginPath();
  context.arc(x, y, marks[chosen].size + 6 / seen.scale, 0, 2 * Math.PI);
  context.lineWidth = 2 / seen.scale;
  context.strokeStyle = colours.accent;
  context.stroke();
  context.restore();
}
