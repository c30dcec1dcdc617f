// What stands on a line: a cross for a denial, a question mark where a reading is open, a quotation
// mark, the count of a bundle, and the letter of its source where there are several. Placed first and
// painted later, so that a download has them too.
import { lineLetters } from "./bundles.js";
import { drawnWidth, isDouble, lines } from "./draw.js";
import { thousands } from "./text.js";
import { onScreen, pointBefore, pointOn } from "./places.js";

const RADIUS = 8; // pixels of the disc that carries a sign
export const QUOTE = "“"; // on the line without a disc: there may be many
const CROSS = 5.5;
const HEAD_LENGTH = 9;
const CLEAR = 22; // pixels to the next words: with a letter just before them it would be taken for theirs
const ROOM_FOR_LETTER = 16_000; // square pixels of the picture for each that stands by itself
const LETTER = 7; // pixels for a letter in its box
export const CORNER = 3; // of the box that carries a source's letter

export const MANY_LINES = 40;
const LEAST_OF_MANY = 5; // among so many, the thickness tells the small counts from one
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const BESIDE_WORDS = [0.38, 0.3, 0.46, 0.62, 0.7, 0.22];
const BEFORE_END = [16, 28, 42, 58]; // pixels before the mark at the end

/** What decides how a line is to be read, a denial or an open reading: always there. */
export function placeDecisive(seen, taken, ids) {
  const placed = [];
  for (const id of ids) {
    const one = lines[id];
    if (isDouble(one)) placed.push(arrowHead(id, seen));
    if (one.negated) put(placed, seen, taken, ALONG.map((part) => pointOn(id, part)), { kind: "cross" }, true);
    if (one.open) {
      put(placed, seen, taken, BEFORE_END.map((pixels) => pointBefore(id, pixels, seen)), { kind: "disc", text: "?" }, true);
    }
  }
  return placed;
}

/** The quotation marks and counts of some lines, {kind, x, y, text}, where there is room. In a small
    picture counts wait for the zoom. */
export function placeMarks(seen, taken, ids, small) {
  const placed = [];
  const near = (wanted) => [...ALONG].sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
  const least = ids.length > MANY_LINES ? LEAST_OF_MANY : 2;
  for (const id of ids) {
    const one = lines[id];
    const along = (wanted) => near(wanted).map((part) => pointOn(id, part));
    if (one.modality === "quoted") put(placed, seen, taken, along(0.3), { kind: "disc", text: QUOTE });
    if (one.edges.length >= least && !one.edges[0].series && !small) {
      const letters = lineLetters(one);
      const count = `×${thousands(one.edges.length)}`;
      put(placed, seen, taken, along(0.66), letters ? sourceMark(id, `${letters} ${count}`) : { kind: "count", text: count });
    }
  }
  return placed;
}

/** The letters of the sources of some lines, where there is room, but for lines that are told already.
    Among many flows a letter without an amount is none. */
export function placeSources(seen, taken, ids, placedAlready) {
  if (ids.length > MANY_LINES && lines[ids[0]].edges[0].series) return [];
  const told = new Set(placedAlready.map((each) => each.tells));
  const placed = [];
  const most = (seen.width * seen.height) / ROOM_FOR_LETTER;
  for (const id of ids) {
    if (placed.length >= most) break;
    const letters = told.has(id) ? "" : lineLetters(lines[id]);
    const points = letters && BESIDE_WORDS.map((part) => pointOn(id, part));
    if (letters) put(placed, seen, taken, points, sourceMark(id, letters), false, CLEAR);
  }
  return placed;
}

/** A box with a source's letter, that tells whose word a line is. */
export function sourceMark(id, text) {
  return { kind: "source", text, tells: id, half: 3 + (text.length * LETTER) / 2 };
}

/** The head of a double line, which vis-network would draw in the colour of the line's inside. */
function arrowHead(id, seen) {
  const tip = onScreen(pointBefore(id, 2, seen), seen);
  const back = onScreen(pointBefore(id, 12, seen), seen);
  const length = HEAD_LENGTH + 1.4 * Math.max(0, drawnWidth(lines[id]) * seen.scale - 1.2);
  return { kind: "head", x: tip.x, y: tip.y, length, angle: Math.atan2(tip.y - back.y, tip.x - back.x) };
}

/** The corners of an arrow head. */
export function headCorners({ x, y, angle, length }) {
  return [[0, 0], [-length, -length / 2], [-length, length / 2]].map(([dx, dy]) => [
    x + dx * Math.cos(angle) - dy * Math.sin(angle), y + dx * Math.sin(angle) + dy * Math.cos(angle),
  ]);
}

/** Put a mark at the first of some points that is free; if none is, it waits for the zoom, or, if it
    must be there, stands at the first. On its sides `clear` pixels are to be free too. */
function put(placed, seen, taken, points, mark, must = false, clear = 0) {
  const half = mark.half ?? (mark.kind === "count" ? 5 + mark.text.length * 3.4 : RADIUS);
  const boxes = points.map((point) => {
    const { x, y } = onScreen(point, seen);
    return { x, y, left: x - half, right: x + half, top: y - RADIUS, bottom: y + RADIUS };
  });
  const box = boxes.find((each) => taken.isFree({ ...each, left: each.left - clear, right: each.right + clear })) ?? (must ? boxes[0] : null);
  if (!box) return;
  const { x, y } = box;
  if (x < 0 || y < 0 || x > seen.width || y > seen.height) return;
  taken.take(box);
  placed.push({ ...mark, x, y, half });
}

export function paintMarks(context, placed, colours) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.direction = "ltr";
  for (const mark of placed) {
    if (mark.kind === "cross") {
      for (const [width, colour] of [[6, colours.ground], [2.4, colours.ink]]) {
        context.lineWidth = width;
        context.lineCap = "round";
        context.strokeStyle = colour;
        context.beginPath();
        context.moveTo(mark.x - CROSS, mark.y - CROSS);
        context.lineTo(mark.x + CROSS, mark.y + CROSS);
        context.moveTo(mark.x + CROSS, mark.y - CROSS);
        context.lineTo(mark.x - CROSS, mark.y + CROSS);
        context.stroke();
      }
      context.lineCap = "butt";
      continue;
    }
    if (mark.kind === "head") {
      context.beginPath();
      for (const [x, y] of headCorners(mark)) context.lineTo(x, y);
      context.fillStyle = colours.elsewhere;
      context.fill();
      continue;
    }
    if (mark.text === QUOTE) {
      context.font = "700 24px Georgia, serif";
      context.lineWidth = 5;
      context.lineJoin = "round";
      context.strokeStyle = colours.ground;
      context.strokeText(QUOTE, mark.x, mark.y + 8);
      context.fillStyle = colours.ink;
      context.fillText(QUOTE, mark.x, mark.y + 8);
      continue;
    }
    context.beginPath();
    const isSource = mark.kind === "source";
    const high = isSource ? RADIUS - 1 : RADIUS;
    context.roundRect(mark.x - mark.half, mark.y - high, mark.half * 2, high * 2, isSource ? CORNER : RADIUS);
    context.fillStyle = colours.ground;
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = isSource ? colours.elsewhere : colours.line;
    context.stroke();
    context.fillStyle = colours.ink;
    context.font = "600 11px system-ui, sans-serif";
    context.fillText(mark.text, mark.x, mark.y + 0.5);
  }
}
