// The picture: what is painted before and after vis-network's own drawing, and what pointers do.
import { colours } from "./theme.js";
import { byId } from "./elements.js";
import { drawnNodes, lines, network, placeOf, plain } from "./draw.js";
import { focusOn } from "./focus.js";
import { lit, paintLit, setHovered } from "./highlight.js";
import { about, hidesLines } from "./data.js";
import { marks, membersOf, openGroup } from "./groups.js";
import { onScreen, takenPlaces, view } from "./places.js";
import { beginDrag, endDrag, isCopied, paintCopy } from "./moving.js";
import { paintCrowd } from "./crowd.js";
import { paintIcons } from "./icons.js";
import { paintBackdrop, titleBox } from "./backdrop.js";
import { paintLabels, placeLabels } from "./labels.js";
import { placeLineLabels } from "./linewords.js";
import { paintMarks, placeDecisive, placeMarks, placeSources } from "./marks.js";
import { changed, state } from "./model.js";
import { AXIS_ROOM } from "./camera.js";
import { clearSelection, selectEdges, selectNode } from "./select.js";
import { showCard } from "./card.js";
import { pathGoesTo } from "./path.js";

const MANY_NODES = 400; // past so many, marks are no obstacles for labels: they would leave no room
const MANY_MARKS = 600;
const SMALL_SCALE = 0.6;
const REACH = 6; // pixels around a line or mark that still touch it

let moving = false;
export let lastPlaced = { labels: [], marks: [] }; // what the last drawing showed, for downloads

export function startPicture() {
  network.on("beforeDrawing", paintBelow);
  network.on("afterDrawing", paint);
  network.on("dragStart", (event) => {
    hover(null);
    beginDrag(event);
    setMoving();
  });
  for (const name of ["dragging", "zoom"]) network.on(name, setMoving);
  network.on("dragEnd", () => {
    endDrag();
    settle();
  });
  network.on("click", click);
  network.on("doubleClick", (event) => {
    const thing = under(event.pointer.DOM);
    if (thing?.node !== undefined && !membersOf(thing.node)) deepen(thing.node);
  });
  const picture = byId("picture");
  picture.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") hoverSoon(event); });
  picture.addEventListener("pointerleave", () => hover(null));
}

let settling = 0;

/** What lies below vis-network's drawing; the context is in the layout's coordinates. */
function paintBelow(context) {
  if (paintCopy(context)) return;
  const seen = view();
  paintBackdrop(context, seen);
  if (plain) paintCrowd(context, seen, moving);
}

function setMoving() {
  if (!moving) hover(null);
  moving = true;
  clearTimeout(settling);
  settling = setTimeout(settle, 180);
}

function settle() {
  moving = false;
  network.redraw();
  changed("moved");
}

function paint(context) {
  if (isCopied()) return;
  const seen = view();
  const told = lit();
  const bright = told?.whole ? null : told;
  const taken = takenPlaces();
  const drawn = drawnNodes();
  if (!plain) paintIcons(context, drawn, seen);
  if (told) paintLit(context, told, seen);
  const ids = bright ? [...bright.lines] : lines.map((_, id) => id);
  const marked = !moving && (bright || (!plain && lines.length <= MANY_MARKS));
  takeLegend(seen, taken);
  const title = titleBox(seen);
  if (title) taken.take(title);
  if (about.axis?.length) taken.take({ left: 0, right: seen.width, top: 0, bottom: AXIS_ROOM });
  if (drawn.length <= MANY_NODES) for (const number of drawn) takeMark(number, seen, taken);
  context.save();
  const { ratio } = seen;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  // What is denied or open comes first, then the names, then what else stands on lines; in a small
  // picture counts have their turn after the zoom.
  const small = seen.scale < SMALL_SCALE && !bright;
  const marks = marked ? placeDecisive(seen, taken, ids) : [];
  const labels = placeLabels(context, seen, taken, { lit: told, moving });
  if (marked) marks.push(...placeMarks(seen, taken, ids, small));
  if (marked || (plain && !moving)) labels.push(...placeLineLabels(context, seen, taken, { lit: bright, badges: marks }));
  if (marked) marks.push(...placeSources(seen, taken, ids, marks));
  paintMarks(context, marks, colours);
  paintLabels(context, labels, colours);
  context.restore();
  lastPlaced = { labels, marks };
}

/** What the legend covers is no place for a label. */
function takeLegend(seen, taken) {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = byId("legend");
  taken.take({ left: offsetLeft, right: offsetLeft + offsetWidth, top: offsetTop, bottom: offsetTop + offsetHeight });
}

function takeMark(number, seen, taken) {
  const at = onScreen(placeOf(number), seen);
  const radius = marks[number].size * seen.scale;
  if (at.x < -radius || at.y < -radius || at.x > seen.width + radius || at.y > seen.height + radius) return;
  taken.take({ left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius, owner: number });
}

let waiting = null;

function hoverSoon(event) {
  const box = byId("picture").getBoundingClientRect();
  const point = { x: event.clientX - box.left, y: event.clientY - box.top };
  if (!waiting) requestAnimationFrame(() => { hover(waiting); waiting = null; });
  waiting = point;
}

function hover(point) {
  const thing = point && !moving ? under(point) : null;
  if (setHovered(thing)) network.redraw();
  byId("picture").classList.toggle("over", Boolean(thing));
  showCard(thing, point);
}

/** What lies under a point of the picture: a mark before a line. */
export function under(point) {
  const at = network.DOMtoCanvas(point);
  const reach = REACH / network.getScale();
  let best = null;
  for (const number of drawnNodes()) {
    const place = placeOf(number);
    const away = Math.hypot(place.x - at.x, place.y - at.y) - marks[number].size;
    if (away < reach && (!best || away < best.away)) best = { node: number, away };
  }
  if (best) return { node: best.node };
  const seen = hidesLines ? lit()?.lines ?? [] : lines.keys();
  const id = plain ? nearestLine(at, reach, seen) : network.getEdgeAt(point);
  return id === undefined ? null : { line: id };
}

/** The number of the straight line, of some, that a point of the layout touches. */
function nearestLine(at, reach, ids) {
  let [best, away] = [undefined, reach ** 2];
  for (const id of ids) {
    const one = lines[id];
    const [from, to] = [marks[one.from], marks[one.to]];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.min(1, Math.max(0, along));
    const square = (from.x + part * dx - at.x) ** 2 + (from.y + part * dy - at.y) ** 2;
    if (square < away) [best, away] = [id, square];
  }
  return best;
}

function click(event) {
  const thing = under(event.pointer.DOM);
  hover(null);
  if (!thing) clearSelection();
  else if (thing.node !== undefined && membersOf(thing.node)) openGroup(thing.node);
  else if (thing.node !== undefined) {
    if (!pathGoesTo(thing.node)) selectNode(thing.node);
  } else openLine(lines[thing.line]);
}

/** A bundle opens on a click; a line of an opened one, or a single one, is selected. */
function openLine(one) {
  if (one.edges.length > 1 && !plain && !one.edges[0].series && one.key === one.bundle) {
    state.opened.add(one.edges[0].number);
    changed("shown");
  }
  selectEdges(one.edges, one.bundle);
}

/** A double click shows what is one step around, another one two, then three. */
export function deepen(number) {
  const again = state.focus?.node === number;
  focusOn(number, again ? Math.min(3, state.focus.steps + 1) : 1);
}
