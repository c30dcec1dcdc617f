// What lies behind the network: the time axis, or coast lines with their source named.
import { about, capital, nodes, readable } from "./data.js";
import { heightening } from "./adapt.js";
import { byId, make } from "./elements.js";
import { placeOf } from "./draw.js";
import { colours } from "./theme.js";
import { freeSpace } from "./camera.js";

const LANE_FONT = 12;
const TITLE_FONT = 11.5;
let titleWidth = null; // pixels, measured when it is first written

const ticks = (about.axis ?? []).map((tick) =>
  Array.isArray(tick) ? { x: Number(tick[0]), label: readable(tick[1], 24) } : { x: Number(tick.x), label: readable(tick.label, 24) },
).filter((tick) => Number.isFinite(tick.x));

const given = (about.lanes ?? []).filter((lane) => Number.isFinite(lane.y));
let drawnOut = null; // the lanes as they are in this window

function lanesNow() {
  drawnOut ??= given.map((lane) => ({ ...lane, y: lane.y * heightening() }));
  return drawnOut;
}

const anchored = nodes.filter((node) => Number.isFinite(node.anchorX) && Number.isFinite(node.anchorY));
const CUT = 60; // a straight piece longer than so many pixels is where the window cuts the land
const { window: sheet } = about; // the rectangle that land and borders fill; nothing of them is drawn beyond
const outlines = listOf(about.outlines);
const borders = listOf(about.borders);
const frame = frameOf(about.margin); // for what has no place on the map
const land = traced(outlines, Infinity);
const coast = traced(outlines, CUT);
const between = traced(borders, Infinity);

function listOf(shapes) {
  return Array.isArray(shapes) ? shapes : [];
}

/** Lines as one path; pieces longer than `longest` are left out. */
function traced(shapes, longest) {
  const path = new Path2D();
  for (const points of shapes) {
    points.forEach(([x, y], at) => {
      const before = points[at - 1];
      if (!before || Math.hypot(x - before[0], y - before[1]) > longest) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
  }
  return path;
}

/** A rectangle, if there is one, as a closed line. */
function frameOf(rectangle) {
  if (!rectangle) return null;
  const { x, y, width, height } = rectangle;
  return [[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]];
}

/** Say whose outlines these are, in a corner of the picture. */
export function nameOutlines() {
  if (outlines.length && about.attribution) {
    byId("stage").append(make("p", { id: "attribution" }, readable(about.attribution, 300)));
  }
}

/** Draw the backdrop; the context is in the layout's coordinates. */
export function paintBackdrop(context, seen) {
  if (outlines.length) {
    context.save();
    if (sheet) {
      context.beginPath();
      context.rect(sheet.x, sheet.y, sheet.width, sheet.height);
      context.clip();
    }
    context.fillStyle = colours.land;
    context.fill(land, "evenodd");
    context.lineWidth = 1 / seen.scale;
    context.strokeStyle = colours.coast;
    context.stroke(coast);
    context.setLineDash([5 / seen.scale, 3 / seen.scale]);
    context.stroke(between);
    context.restore();
  }
  if (frame) paintFrame(context, seen);
  if (ticks.length) paintAxis(context, seen);
  if (given.length) paintLanes(context, seen);
  paintAnchors(context, seen);
}

function paintFrame(context, seen) {
  context.save();
  context.lineWidth = 1 / seen.scale;
  context.strokeStyle = colours.coast;
  context.setLineDash([2 / seen.scale, 4 / seen.scale]);
  const edge = traced([frame], Infinity);
  context.fillStyle = colours.ground; // it may stand where there is land
  context.fill(edge);
  context.stroke(edge);
  context.fillStyle = colours.quiet;
  context.font = `${TITLE_FONT}px system-ui, sans-serif`;
  context.textBaseline = "bottom";
  titleWidth ??= context.measureText(frameTitle()).width;
  context.font = `${TITLE_FONT / seen.scale}px system-ui, sans-serif`;
  const { left, bottom } = titleBox(seen);
  context.fillText(frameTitle(), (left - seen.x) / seen.scale, (bottom - seen.y) / seen.scale);
  context.restore();
}

function frameTitle() {
  return readable(about.margin.label, 60);
}

/** Where the frame's title stands on the screen, above it: nothing of it beyond the right edge while its
    beginning is in sight. Null without a frame. */
export function titleBox(seen) {
  if (!frame || titleWidth === null) return null;
  const [start, bottom] = [frame[0][0] * seen.scale + seen.x, frame[0][1] * seen.scale + seen.y - 4];
  const left = start < seen.width ? Math.min(start, seen.width - titleWidth - 6) : start;
  return { left, right: left + titleWidth, top: bottom - TITLE_FONT * 1.2, bottom };
}

/** A thin line from a mark that had to give way to where it truly is. */
function paintAnchors(context, seen) {
  context.save();
  context.lineWidth = 1 / seen.scale;
  context.strokeStyle = colours.line;
  context.fillStyle = colours.line;
  for (const node of anchored) {
    const place = placeOf(node.number);
    context.beginPath();
    context.moveTo(place.x, place.y);
    context.lineTo(node.anchorX, node.anchorY);
    context.stroke();
    context.beginPath();
    context.arc(node.anchorX, node.anchorY, 2 / seen.scale, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

function paintAxis(context, seen) {
  const top = -seen.y / seen.scale;
  const bottom = (seen.height - seen.y) / seen.scale;
  const right = (seen.width - seen.x) / seen.scale;
  context.save();
  context.lineWidth = 1 / seen.scale;
  context.strokeStyle = colours.coast;
  context.fillStyle = colours.quiet;
  context.font = `${12 / seen.scale}px system-ui, sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "top";
  const width = (tick) => context.measureText(tick.label).width;
  for (const tick of labelled(ticks, (each) => each.x, (each) => width(each) + 16 / seen.scale)) {
    context.beginPath();
    context.moveTo(tick.x, top);
    context.lineTo(tick.x, bottom);
    context.stroke();
    if (tick.x + width(tick) + 8 / seen.scale > right) continue;
    context.fillText(tick.label, tick.x + 4 / seen.scale, top + 8 / seen.scale);
  }
  context.restore();
}

/** A line above each lane, and its name where it begins in the part of the picture that is free. */
function paintLanes(context, seen) {
  const { left } = freeSpace();
  const start = (left - seen.x) / seen.scale;
  const end = (seen.width - seen.x) / seen.scale;
  context.save();
  context.lineWidth = 1 / seen.scale;
  context.strokeStyle = colours.coast;
  context.fillStyle = colours.quiet;
  context.font = `${LANE_FONT / seen.scale}px system-ui, sans-serif`;
  context.textBaseline = "top";
  const lanes = lanesNow();
  for (const lane of lanes) {
    context.beginPath();
    context.moveTo(start, lane.y);
    context.lineTo(end, lane.y);
    context.stroke();
  }
  for (const lane of labelled(lanes, (each) => each.y, () => (LANE_FONT + 2) / seen.scale)) {
    context.fillText(capital(readable(lane.label, 40)), start, lane.y + 3 / seen.scale);
  }
  context.restore();
}

/** Where the first lane begins on the screen: below it, only what stands in lanes has a name. */
export function lanesBegin(seen) {
  return given.length ? lanesNow()[0].y * seen.scale + seen.y : Infinity;
}

/** The backdrop's parts for a download, in the layout's coordinates. */
export function backdropParts() {
  return { ticks, lanes: lanesNow(), outlines, borders, frame, sheet: frameOf(sheet), anchored, frameLabel: frame ? frameTitle() : "" };
}

/** Of things in order along a line, those whose labels have room: where each begins, and how long it is. */
export function labelled(things, beginning, length) {
  let free = -Infinity;
  return things.filter((thing) => {
    const start = beginning(thing);
    if (start < free) return false;
    free = start + length(thing);
    return true;
  });
}
