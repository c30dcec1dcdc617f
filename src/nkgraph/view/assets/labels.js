// Labels: drawn here and not by vis-network, so that none covers another. The more important one
// has its place first; the other waits until the zoom makes room.
import { markGrowth } from "./adapt.js";
import { lanesBegin } from "./backdrop.js";
import { about, hidesLines, nodes } from "./data.js";
import { marks, sideOf } from "./groups.js";
import { drawing, drawnNodes, placeOf } from "./draw.js";
import { FEW_NODES, WRAP, wrapped } from "./lettering.js";
import { onScreen } from "./places.js";

const FEW_ENOUGH = 120; // that every name matters, and finds a place further away if it must: among more it is not found
const WIDE_ENOUGH = 700; // pixels of a picture: on a phone the zoom is nearer than a place far away
const FAR = [14, 28, 46, 66, 90]; // pixels
const NEARBY = [8, 16];
const DIRECTIONS = Array.from({ length: 12 }, (_, step) => [Math.cos((step * Math.PI) / 6), Math.sin((step * Math.PI) / 6)]);
const LARGE = 17; // pixels; between these by the mark's size
const SMALL = 12;
const BOLD_FROM = 20; // the radius from which on a name is bold
const SIZES_ON_PHONES = [11, 14];
const WRAPS_OF_FEW = [22, 16, 30]; // characters, the best first
const GAP = 4;
const NEAR = 1; // the scale from which on events in lanes have their names
const MOST_LABELS = 140;
const ALWAYS_LABELLED = 3; // the largest marks in sight, even where small marks are in the way
const LONGEST_ALWAYS = 44; // characters: a sentence would cover too much
const MOST_MOVING = 45; // while the picture moves
const MOST_LOOKED_AT = 500; // marks in sight, whether or not their labels found room

let order = []; // the drawn marks, the most important first,
let orderOf = -1; // and of which drawing they are

/** Choose the labels that fit, and where; `taken` knows what is in the way. */
export function placeLabels(context, seen, taken, { lit, moving }) {
  const placed = [];
  const most = moving ? MOST_MOVING : MOST_LABELS;
  if (orderOf !== drawing) {
    order = drawnNodes().map((number) => marks[number]).sort(byImportance);
    orderOf = drawing;
  }
  let looked = 0;
  const first = lit ? [...lit.first, ...order.filter((node) => lit.nodes.has(node.number))] : order;
  const done = new Set();
  for (const node of first) {
    if (placed.length >= most || looked >= MOST_LOOKED_AT) break;
    if (done.has(node.number) || !isSeen(node, seen)) continue;
    // Small marks in lanes are told by their lane, and by their name from near.
    if (hidesLines && !lit && (node.since ?? node.until) !== undefined && seen.scale < NEAR) continue;
    done.add(node.number);
    looked += 1;
    const must = lit ? lit.first.includes(node) : looked <= ALWAYS_LABELLED && node.name.length <= LONGEST_ALWAYS;
    const label = placeNode(context, node, seen, taken, must);
    if (label) placed.push(label);
  }
  return placed;
}

function isDated(node) {
  const [first] = node.members ?? [node];
  return (first.since ?? first.until) !== undefined;
}

function byImportance(one, other) {
  return other.size - one.size || other.links.length - one.links.length || (one.name < other.name ? -1 : 1);
}

function isSeen(node, seen) {
  const at = onScreen(placeOf(node.number), seen);
  const radius = node.size * seen.scale;
  return at.x > -radius && at.y > -radius && at.x < seen.width + radius && at.y < seen.height + radius;
}

function placeNode(context, node, seen, taken, must) {
  const at = onScreen(placeOf(node.number), seen);
  const radius = node.size * seen.scale;
  const isCount = hidesLines && Boolean(node.members);
  const meant = node.size / markGrowth();
  const size = isCount ? SMALL : fontSize(meant, seen);
  const weight = isCount || meant >= BOLD_FROM ? 600 : 400;
  const floor = isDated(node) ? Infinity : lanesBegin(seen);
  // However it is written, beside its mark first; only then a little away from it.
  for (const findSpot of [spotBeside, spotAway]) {
    for (const wrap of nodes.length <= FEW_NODES ? WRAPS_OF_FEW : [WRAP]) {
      const text = wrapped(context, node.name, size, weight, wrap);
      const spot = findSpot(node, text, { at, radius, seen, taken, must, floor });
      if (!spot) continue;
      taken.take(boxAt(spot, text));
      return { ...text, ...spot, quiet: false };
    }
  }
  return null;
}

export function isSmallPicture(seen) {
  return seen.width < WIDE_ENOUGH;
}

/** Where a name has room beside its mark. */
function spotBeside(node, text, where) {
  const next = nextTo(node, text, where);
  // What must be there had better cover a small mark than stand askew, where it may be taken for another's.
  return next.find((each) => fits(each, text, where, node.number))
    ?? (where.must && isSmallPicture(where.seen) ? covering(next, text, where, where.radius / 2) : undefined)
    ?? cornersOf(node, text, where).find((each) => fits(each, text, where, node.number));
}

/** Where a name has room a little away, with a line to its mark; what must be there may cover marks. */
function spotAway(node, text, where) {
  const { seen, must, radius } = where;
  const isRoomy = nodes.length <= (isSmallPicture(seen) ? FEW_NODES : FEW_ENOUGH);
  const next = nextTo(node, text, where);
  return (isRoomy ? furtherAway(text, where, isSmallPicture(seen) ? NEARBY : FAR) : undefined)
    ?? (must ? covering(next, text, where, radius / 2) ?? covering(next, text, where, Infinity) : undefined);
}

/** The places below, above and on both sides of a mark, the best first. */
function nextTo(node, text, { at, radius, seen }) {
  const below = { x: at.x, y: at.y + radius + GAP };
  const above = { x: at.x, y: at.y - radius - GAP - text.height };
  const right = { x: at.x + radius + GAP + text.width / 2, y: at.y - text.height / 2 };
  const left = { x: at.x - radius - GAP - text.width / 2, y: at.y - text.height / 2 };
  if (hidesLines && node.members) return [right, left, above, below];
  // Beside the outer columns of flows no line runs.
  const side = about.layout === "flow" && !isSmallPicture(seen) ? sideOf(node) : 0;
  if (side) return side < 0 ? [left, below, above, right] : [right, below, above, left];
  return [below, right, above, left];
}

/** The places below and above a mark where a name begins or ends at it. */
function cornersOf(node, text, { at, radius }) {
  if (hidesLines && node.members) return [];
  const aside = text.width / 2 - radius;
  const rows = [at.y + radius + GAP, at.y - radius - GAP - text.height];
  return [1, -1].flatMap((side) => rows.map((y) => ({ x: at.x + side * aside, y })));
}

function fits(spot, text, { seen, taken, floor }, but, covered) {
  const box = boxAt(spot, text);
  return box.bottom <= floor && isInSight(box, seen) && taken.isFree(box, but, covered);
}

/** The first place at which a name covers no mark with a larger radius. */
function covering(places, text, where, most) {
  return places.find((each) => fits(each, text, where, null, most));
}

/** The nearest place not far from a mark, with a thin line to it, for a name that has no room beside it. */
function furtherAway(text, where, distances) {
  const { at, radius } = where;
  for (const away of distances) {
    for (const [dx, dy] of DIRECTIONS) {
      const x = at.x + dx * (radius + away + text.width / 2);
      const y = at.y + dy * (radius + away + text.height / 2);
      const spot = { x, y: y - text.height / 2, leader: [at.x + dx * radius, at.y + dy * radius, x, y] };
      if (fits(spot, text, where)) return spot;
    }
  }
  return undefined;
}

/** The size of a name's letters, by the size that the layout means the mark to have. */
function fontSize(meant, seen) {
  const [smallest, largest] = isSmallPicture(seen) ? SIZES_ON_PHONES : [SMALL, LARGE];
  return smallest + ((largest - smallest) * (Math.min(28, Math.max(8, meant)) - 8)) / 20;
}

export function isInSight(box, seen) {
  return box.left >= 0 && box.right <= seen.width && box.top >= 0 && box.bottom <= seen.height;
}

export function boxAt(spot, text) {
  return {
    left: spot.x - text.width / 2 - 2, right: spot.x + text.width / 2 + 2,
    top: spot.y - 1, bottom: spot.y + text.height + 1,
  };
}

/** The rectangles behind the lines of a label's text. */
export function groundOf(label) {
  const height = label.size * 1.15;
  return label.widths.map((wide, at) => ({ x: label.x - wide / 2 - 2, y: label.y + at * height, width: wide + 4, height }));
}

/** Let no line run through a label that stands among lines: the ground behind each line of its text. */
function layGround(context, label, colours) {
  context.fillStyle = colours.ground;
  context.globalAlpha = label.quiet ? 0.85 : 1;
  for (const { x, y, width, height } of groundOf(label)) context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

/** Draw labels that have their places, each on a halo of the ground's colour. */
export function paintLabels(context, placed, colours) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 0.7;
  context.strokeStyle = colours.line;
  for (const { leader } of placed) {
    if (!leader) continue;
    context.beginPath();
    context.moveTo(leader[0], leader[1]);
    context.lineTo(leader[2], leader[3]);
    context.stroke();
  }
  for (const label of placed) {
    context.font = label.font;
    context.direction = label.rtl ? "rtl" : "ltr";
    if (label.onLine) layGround(context, label, colours);
    label.parts.forEach((part, at) => {
      const y = label.y + (at + 0.5) * label.size * 1.15;
      context.lineWidth = 4;
      context.strokeStyle = colours.ground;
      context.strokeText(part, label.x, y);
      context.fillStyle = label.quiet ? colours.quiet : colours.ink;
      context.fillText(part, label.x, y);
    });
  }
}
