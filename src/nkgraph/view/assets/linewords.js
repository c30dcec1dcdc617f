// The words of lines, in what room the names have left: what flows and how much, or the relation.
import { lineLabel, lineLetters } from "./bundles.js";
import { drawing, drawnWidth, lines, placeOf, plain } from "./draw.js";
import { marks } from "./groups.js";
import { boxAt, isInSight, isSmallPicture } from "./labels.js";
import { WRAP, wrapped } from "./lettering.js";
import { MANY_LINES, sourceMark } from "./marks.js";
import { onScreen, pointOn } from "./places.js";

const SERIES_WRAP = 52;
const SERIES_WRAP_ON_PHONES = 34;
const SERIES_WRAP_IN_LITTLE_ROOM = 20; // there, on many lines
const EDGE_FONT = 11.5;
const BADGE_GAP = 4; // pixels between a line's words and the letter of its source
const MOST_EDGE_LABELS = 60;
const FAR_SCALE = 0.45; // at a smaller one lines say only the largest amounts
const ROOM_FOR_AMOUNT = 50_000; // square pixels of such a picture for each, of the largest half as many again
const AMOUNTS_AT_LEAST = 4; // on a phone
const MIDDLE_FIRST = [0.5, 0.4, 0.6, 0.3, 0.7];
const LONELY = 3; // times fewer lines at one end: there words stand, where lines are further apart
const TOWARDS_END = [0.66, 0.74, 0.58, 0.5, 0.42, 0.34];

let heaviestFirst = []; // the lines that carry an amount,
let heaviestOf = -1; // and of which drawing they are

/** The labels of lines, in what room the nodes' labels have left: the largest amounts first, and from
    afar, or where lines are bare, only those. The letters of their sources come to the `badges`. */
export function placeLineLabels(context, seen, taken, { lit, badges }) {
  const placed = [];
  const told = new Set(badges.map((each) => each.tells));
  const isFar = seen.scale <= FAR_SCALE || plain;
  const most = isFar ? Math.max(AMOUNTS_AT_LEAST, (seen.width * seen.height) / ROOM_FOR_AMOUNT) : MOST_EDGE_LABELS;
  const onPhones = lines.length > MANY_LINES ? SERIES_WRAP_IN_LITTLE_ROOM : SERIES_WRAP_ON_PHONES;
  const wrap = isSmallPicture(seen) ? onPhones : SERIES_WRAP;
  for (const id of spoken(lit, isFar ? 1.5 * most : Infinity)) {
    if (placed.length >= most) break;
    const one = lines[id];
    const words = lineLabel(one);
    if (!words) continue;
    // Where amounts flow, they are written in one line above their own, or on it if it is one of many.
    const isAmount = Boolean(one.edges[0].series);
    const above = isAmount && !plain;
    const text = wrapped(context, words, EDGE_FONT, 400, isAmount ? wrap : WRAP);
    const from = onScreen(placeOf(one.from), seen);
    const to = onScreen(placeOf(one.to), seen);
    const room = Math.hypot(to.x - from.x, to.y - from.y) - (marks[one.from].size + marks[one.to].size) * seen.scale;
    if (one.from !== one.to && room < Math.min(text.width, 70)) continue;
    const letters = told.has(id) ? "" : lineLetters(one);
    const badge = letters ? sourceMark(id, letters) : null;
    for (const part of alongOf(one)) {
      const at = onScreen(pointOn(id, part), seen);
      const spot = { x: at.x, y: at.y - (above ? besideLine(one, id, text, seen) : text.height / 2) };
      const box = boxAt(spot, text);
      if (badge) box.left -= 2 * badge.half + BADGE_GAP;
      if (!isInSight(box, seen) || !taken.isFree(box)) continue;
      taken.take(box);
      if (badge) badges.push({ ...badge, x: box.left + badge.half + 1, y: spot.y + text.height / 2 });
      placed.push({ ...text, ...spot, onLine: true, quiet: !isAmount });
      break;
    }
  }
  return placed;
}

/** The numbers of the lines that have words to be placed, in their order: all, or from afar so many. */
function spoken(lit, most) {
  const isFar = most < Infinity;
  if (!lines[0]?.edges[0].series) return isFar ? [] : lit?.lines ?? lines.keys();
  if (heaviestOf !== drawing) {
    heaviestFirst = [...lines.keys()].sort((one, other) => lines[other].weight - lines[one].weight);
    heaviestOf = drawing;
  }
  const wanted = heaviestFirst.filter((id) => (!lit || lit.lines.has(id)) && (!isFar || lines[id].weight > 0));
  return wanted.slice(0, most);
}

/** At which parts of its way a line's words may stand: in its middle, or where fewer lines come together. */
function alongOf(one) {
  const [from, to] = [one.from, one.to].map((number) => marks[number].links.length);
  if (from > LONELY * to) return TOWARDS_END;
  return to > LONELY * from ? TOWARDS_END.map((part) => 1 - part) : MIDDLE_FIRST;
}

/** How far above its line an amount begins: it stands on the outer side of a bend. */
function besideLine(one, id, text, seen) {
  const away = (drawnWidth(one) * seen.scale) / 2 + 3;
  const [start, middle, end] = [0, 0.5, 1].map((part) => onScreen(pointOn(id, part), seen).y);
  return middle > (start + end) / 2 + away ? -away : text.height + away;
}
