// Before the first drawing the layout is suited to the window: turned or drawn out to stand upright
// on a phone, and its marks made larger where the whole of it can only be shown small.
import { about, nodes } from "./data.js";
import { fitting, freeSpace } from "./camera.js";
import { setThickness } from "./draw.js";
import { shown } from "./model.js";

const TURNABLE = ["force"]; // the others mean something by left and right, or by north
const STRETCHABLE = ["flow", "voices", "time"]; // where heights only keep things apart
const MOST_STRETCHED = 3;
const FULL_SIZE = 0.6; // the scale from which on marks are as large as the layout means them
const LARGEST_GROWTH = 1.8;
const FEW_MARKS = 400; // so many have room to be larger

let turned = false;
let stretched = 1;
let growth = 1;

/** How much larger marks are drawn than the layout means them. */
export function markGrowth() {
  return growth;
}

/** Suit the layout to the window as it is now. */
export function adaptLayout() {
  if (nodes.length === 0) return;
  turned = TURNABLE.includes(about.layout) && isUpright() && isWide();
  if (turned) {
    for (const node of nodes) [node.x, node.y] = turn(node);
  }
  if (STRETCHABLE.includes(about.layout) && isUpright()) {
    stretched = stretch();
    for (const node of nodes) node.y *= stretched;
  }
  const { scale } = fitting([...shown().nodes]);
  // What stands in groups is as small as its place in a block.
  const single = nodes.filter((node) => node.alike === undefined);
  if (single.length <= FEW_MARKS) {
    growth = Math.min(LARGEST_GROWTH, Math.max(1, FULL_SIZE / scale));
    for (const node of single) node.size *= growth;
  }
  setThickness(scale);
}

/** Whether the picture is the layout a quarter turned. */
export function isTurned() {
  return turned;
}

/** How many times further apart things stand from top to bottom than the layout has them. */
export function heightening() {
  return stretched;
}

/** How far the layout can be drawn out to be as upright as the window. */
function stretch() {
  const { width, height } = freeSpace();
  const [across, down] = spans();
  return Math.min(MOST_STRETCHED, Math.max(1, ((height / width) * across) / (down || 1)));
}

/** A point of the layout in the picture, a quarter turned. */
function turn({ x, y }) {
  return [-y, x];
}

/** A point of the picture as the layout has it, and back: addresses hold the layout's. */
export function toLayout({ x, y }) {
  return turned ? { x: y, y: -x } : { x, y: y / stretched };
}

export function fromLayout({ x, y }) {
  return turned ? { x: -y, y: x } : { x, y: y * stretched };
}

function isUpright() {
  return window.innerHeight > window.innerWidth * 1.2;
}

function isWide() {
  const [across, down] = spans();
  return across > down * 1.1;
}

/** How wide and how high the layout is. */
function spans() {
  const sample = nodes.slice(0, 5000);
  return ["x", "y"].map((axis) => {
    const values = sample.map((node) => node[axis]);
    return Math.max(...values) - Math.min(...values);
  });
}
