// vis-network draws the nodes and lines; what it holds is always exactly what is shown.
import { block } from "./text.js";
import { about, fromElsewhere, kinds, nodes } from "./data.js";
import { marks, regroup, standIn } from "./groups.js";
import { byId } from "./elements.js";
import { bundle } from "./bundles.js";
import { shown } from "./model.js";
import { colours, legibleColour } from "./theme.js";

/** vis-network's names of the shapes that the ontology may give a kind. */
const SHAPES = new Set(["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"]);
const DASHES = { assessed: [9, 5], hedged: [1.5, 4.5] };
const THINNEST = 1.2;
const THICKEST = 5;
const WIDEST_DOUBLE = 2.2; // a double line is told by its two strokes, and by its width where amounts flow

export let network = null;
export let lines = []; // the lines drawn now; a line's number in vis-network is its place here
export let plain = false; // whether lines are straight and bare, since there are many: see crowd.js
export let drawing = 0; // grows with each change of what is drawn or of its colours
let drawn = []; // the numbers of the nodes drawn now
let nodeSet = null;
let edgeSet = null;
let thickness = 1; // how much thicker lines are drawn, so that the first view has them as meant

/** Make the picture with all that is shown, once setDrawn has said what that is. */
export function createNetwork() {
  const options = block("options");
  const fine = matchMedia("(hover: hover)").matches;
  options.interaction.dragNodes = fine && ["force", "voices"].includes(about.layout);
  nodeSet = new vis.DataSet(held(drawn).map((number) => look(marks[number])));
  edgeSet = new vis.DataSet(held(lines).map(drawnLine));
  Object.assign(options.edges, commonLook());
  network = new vis.Network(byId("picture"), { nodes: nodeSet, edges: edgeSet }, options);
  const frame = byId("picture").firstElementChild;
  frame.tabIndex = -1; // the picture itself takes the keys
}

/** Let the picture hold what is shown now: add what is new, take out what is gone. */
export function sync() {
  setDrawn();
  const wanted = held(drawn);
  const before = new Set(nodeSet.getIds());
  const after = new Set(wanted);
  // A group's number may stand for other things now.
  const stale = (number) => number >= nodes.length || !after.has(number);
  nodeSet.remove([...before].filter(stale));
  edgeSet.clear();
  nodeSet.add(wanted.filter((number) => number >= nodes.length || !before.has(number)).map((number) => look(marks[number])));
  edgeSet.add(held(lines).map(drawnLine));
}

/** Take in what is to be drawn now: marks and lines. */
export function setDrawn() {
  drawing += 1;
  regroup();
  drawn = [...new Set([...shown().nodes].map(standIn))];
  ({ lines, plain } = bundle(shown().edges));
}

/** What vis-network holds of some things: all, or none of a crowd, which it would take long over. */
function held(things) {
  return plain ? [] : things;
}

/** Draw everything in the colours of the theme now. */
export function recolour() {
  drawing += 1;
  network.setOptions({ edges: commonLook() });
  nodeSet.update(nodeSet.getIds().map((number) => look(marks[number], true)));
  edgeSet.clear(); // a line takes over what lines have in common when it is made
  edgeSet.add(held(lines).map(drawnLine));
  if (plain) network.redraw();
}

/** Draw lines so thick that at this scale they look as they should. */
export function setThickness(scale) {
  thickness = Math.min(3, Math.max(1, 1 / scale));
}

/** How wide a line is drawn, in the layout's coordinates. */
export function drawnWidth(one) {
  return lineWidth(one) * thickness;
}

export function drawnNodes() {
  return drawn;
}

/** Where a node stands: where the layout put it, or where a person has dragged it. */
export function placeOf(number) {
  return network?.body.nodes[number] ?? marks[number];
}

export function shapeOf(node) {
  return drawnShape(kinds.get(node.kind).shape);
}

/** A shape that is drawn by name; vis-network's box would be as wide as a label of its own. */
export function drawnShape(shape) {
  if (shape === "box") return "square";
  return SHAPES.has(shape) ? shape : "dot";
}

export function colourOf(node) {
  return legibleColour(kinds.get(node.kind).colour);
}

/** What the article does not say is drawn hollow. */
function look(node, placed = false) {
  const colour = colourOf(node);
  const hollow = fromElsewhere(node);
  const made = {
    id: node.number,
    size: hollow ? node.size - 1 : node.size,
    shape: shapeOf(node),
    color: { background: hollow ? colours.ground : colour, border: colour },
    borderWidth: hollow ? 2.5 : 0,
  };
  // A node that has been dragged stays where it was put.
  return placed ? made : { ...made, x: node.x, y: node.y };
}

/** What most lines have in common: said once, since vis-network takes long over what each says. */
function commonLook() {
  const width = THINNEST * thickness;
  return { color: { color: colours.line, inherit: false }, width, arrows: headOf(width) };
}

/** An arrow to a line's end; a loop has none. */
function headOf(width, enabled = true) {
  return { to: { enabled, scaleFactor: arrowSize(width) } };
}

function drawnLine(one, id) {
  const width = drawnWidth(one);
  const made = { id, from: one.from, to: one.to };
  if (width !== THINNEST * thickness) Object.assign(made, { width, arrows: headOf(width) });
  if (one.elsewhere) made.color = { color: colours.elsewhere, inherit: false };
  const dashes = dashesOf(one, width);
  if (dashes) made.dashes = dashes;
  if (one.bend) {
    const type = one.bend > 0 ? "curvedCW" : "curvedCCW";
    made.smooth = { enabled: true, type, roundness: Math.abs(one.bend) };
  }
  if (one.from === one.to) {
    made.arrows = headOf(width, false);
    made.selfReference = { ...loopOf(one), renderBehindTheNode: true };
  }
  // A double line: the ground's colour inside, the line's on both sides.
  if (isDouble(one)) {
    // vis-network draws the background of curves alone; this one bends too little to be seen.
    made.smooth ||= { enabled: true, type: "curvedCW", roundness: 0.001 };
    made.background = {
      enabled: true, color: colours.elsewhere, size: width + 3.2 * thickness, dashes,
    };
    made.color = { color: colours.ground, inherit: false };
    made.width = insideWidth(one) * thickness;
    made.dashes = false;
    made.arrows = headOf(width, false);
  }
  return made;
}

/** How large the loop of a line is that leads back to where it began, and at which angle it stands. */
export function loopOf(one) {
  return { size: marks[one.from].size * 0.9 + 12, angle: one.angle ?? Math.PI / 4 };
}

// vis-network draws an arrow head of 15 pixels and three line widths; this keeps it near 9 pixels.
function arrowSize(width) {
  return (9 * thickness) / (15 + 3 * width);
}

/** Whether a line is drawn double: what is not from the article, but for loops and where there are many. */
export function isDouble(one) {
  return one.elsewhere && !plain && one.from !== one.to;
}

/** How wide the ground inside a double line is: where amounts flow, its strokes are the wider. */
export function insideWidth(one) {
  return (one.edges[0].series ? THINNEST : lineWidth(one)) + 0.8;
}

/** The dashes for a line's certainty; dots and gaps grow with its width. */
export function dashesOf(one, width = 1) {
  const dashes = DASHES[one.modality];
  if (!dashes) return false;
  const scale = Math.max(1, width / 1.6);
  return dashes.map((part) => part * scale);
}

let heaviest = null;

/** One to five pixels by the square root of what the line carries, or of how many edges it is. */
export function lineWidth(one) {
  const widest = isDouble(one) && !one.edges[0].series ? WIDEST_DOUBLE : THICKEST;
  heaviest ??= lines.reduce((most, each) => Math.max(most, Math.abs(each.weight)), 0);
  if (one.weight && heaviest > 0) {
    const part = Math.sqrt(Math.min(1, Math.abs(one.weight) / heaviest));
    return Math.min(widest, THINNEST + (THICKEST - THINNEST) * part);
  }
  return Math.min(widest, THINNEST * Math.sqrt(1 + (one.edges.length - 1) / 3));
}
