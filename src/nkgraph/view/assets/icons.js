// The icons in marks: the ontology's drawings of its classes, white or dark, where a mark is large
// enough on the screen for one to be read. They may come from a file that somebody merged: what is
// not the data of a path and nothing else is no icon, and none paints outside its box.
import { draw } from "./elements.js";
import { fromElsewhere, kinds } from "./data.js";
import { marks } from "./groups.js";
import { colourOf, placeOf, shapeOf } from "./draw.js";
import { colours, inkOn } from "./theme.js";
import { onScreen } from "./places.js";

const ICON_DATA = /^[Mm][MmLlHhVvCcSsQqTtAaZz0-9 .,+eE-]*$/;
const MOST_ICON = 2000; // characters
const ICON_BOX = 24; // the side of the box that icons are drawn in
const LEAST_ICON = 14; // pixels of the screen: a smaller icon is a blot

/** How much of a mark's radius the side of its icon is, and how far below its middle that stands. */
const ICON_ROOM = {
  dot: [1.25, 0], square: [1.4, 0], hexagon: [1.22, 0], diamond: [1, 0], star: [0.68, 0.06],
  triangle: [0.95, 0.28], triangleDown: [0.95, -0.28],
};

let icons = new Map(); // a kind's IRI -> {data, path}, or null where it has no icon

function iconOf(kind) {
  if (!icons.has(kind)) {
    const data = kinds.get(kind)?.icon;
    const fits = typeof data === "string" && data.length <= MOST_ICON && ICON_DATA.test(data);
    icons.set(kind, fits ? { data, path: new Path2D(data) } : null);
  }
  return icons.get(kind);
}

/** Where a mark's icon stands on the screen and how large it is; null for a mark too small for one. */
function iconPlace(node, seen) {
  const [room, below] = ICON_ROOM[shapeOf(node)];
  const radius = node.size * seen.scale;
  const side = room * radius;
  if (side < LEAST_ICON) return null;
  const at = onScreen(placeOf(node.number), seen);
  return { side, x: at.x - side / 2, y: at.y + below * radius - side / 2 };
}

function iconInk(node) {
  return fromElsewhere(node) ? colourOf(node) : inkOn(colourOf(node));
}

/** Paint the icons of some nodes onto their marks, whatever the context's coordinates are. */
export function paintIcons(context, numbers, seen) {
  const { ratio } = seen;
  for (const number of numbers) {
    const node = marks[number];
    const icon = iconOf(node.kind);
    const place = icon && iconPlace(node, seen);
    if (!place || isOutOfSight(place, seen)) continue;
    const scale = (place.side / ICON_BOX) * ratio;
    context.save();
    context.setTransform(scale, 0, 0, scale, place.x * ratio, place.y * ratio);
    context.beginPath();
    context.rect(0, 0, ICON_BOX, ICON_BOX);
    context.clip();
    context.fillStyle = iconInk(node);
    context.fill(icon.path);
    context.restore();
  }
}

function isOutOfSight({ x, y, side }, seen) {
  return x > seen.width || y > seen.height || x + side < 0 || y + side < 0;
}

/** A node's icon as an element of a drawing of the screen; null where there is none to see. */
export function iconElement(node, seen) {
  const icon = iconOf(node.kind);
  const place = icon && iconPlace(node, seen);
  return place ? iconIn(icon, place.x, place.y, place.side, iconInk(node)) : null;
}

/** A kind's icon as an element, with its upper left corner at a point; null where it has none. */
export function kindIcon(kind, x, y, side) {
  const icon = iconOf(kind);
  return icon && iconIn(icon, x, y, side, colours.quiet);
}

// An svg element within another cuts off what is outside its own box.
function iconIn(icon, x, y, side, fill) {
  return draw("svg", { x, y, width: side, height: side, viewBox: `0 0 ${ICON_BOX} ${ICON_BOX}` },
    draw("path", { d: icon.data, fill }));
}

/** A kind's icon as a small drawing of its own, to stand beside its mark; null where it has none. */
export function iconMark(kind) {
  const icon = iconOf(kind);
  if (!icon) return null;
  return draw("svg", { viewBox: `0 0 ${ICON_BOX} ${ICON_BOX}`, width: 15, height: 15, "aria-hidden": "true", class: "icon" },
    draw("path", { d: icon.data }));
}
