// Looking: which part of the picture is seen, and how closely.
import { about } from "./data.js";
import { marks } from "./groups.js";
import { byId } from "./elements.js";
import { drawnNodes, lines, network, placeOf, plain } from "./draw.js";
import { pointOn } from "./places.js";
import { state } from "./model.js";

/** Bring a part of the picture into view; as a movement where movements are wanted. */
export function moveTo(position, scale, moving = true) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = moving && !calm ? { duration: 260, easingFunction: "easeInOutQuad" } : false;
  network.moveTo({ position, scale, animation });
}

/** Lay a rectangle of the picture over the part of the stage that nothing else covers. */
export function fit(numbers = drawnNodes(), moving = true, largest = 1.5) {
  if (numbers.length === 0) return;
  const { middle, scale } = fitting(numbers, largest);
  moveTo(middle, scale, moving);
}

/** Where to look, and how closely, to have some nodes in the part of the picture that is free. */
export function fitting(numbers, largest = 1.5) {
  const box = boxOf(numbers);
  const free = freeSpace();
  const room = { ...(free.width > 500 ? LABEL_ROOM : NARROW_ROOM) };
  if (about.axis?.length) room.above += AXIS_ROOM;
  if (about.layout === "flow" && free.width > 500) Object.assign(room, ROOM_BESIDE_FLOWS);
  const names = about.lanes?.length && free.width > 500 ? ROOM_FOR_LANES : 0;
  free.left += room.side + names;
  free.top += room.above;
  const across = Math.max(60, free.width - 2 * room.side - names);
  const down = Math.max(60, free.height - room.above - room.below);
  free.width = across;
  free.height = down;
  const scale = Math.min(largest, across / (box.right - box.left), down / (box.bottom - box.top));
  const whole = byId("picture").getBoundingClientRect();
  const aside = {
    x: (free.left + free.width / 2 - whole.width / 2) / scale,
    y: (free.top + free.height / 2 - whole.height / 2) / scale,
  };
  const middle = { x: (box.left + box.right) / 2 - aside.x, y: (box.top + box.bottom) / 2 - aside.y };
  return { middle, scale };
}

// Pixels beyond the outermost marks, for their labels
const LABEL_ROOM = { side: 64, above: 14, below: 44 };
const ROOM_FOR_LANES = 80; // for their names, left of the first events
const ROOM_BESIDE_FLOWS = { side: 124, below: 24 }; // where names stand on the outer side
export const AXIS_ROOM = 22; // for the dates above them
const NARROW_ROOM = { side: 40, above: 14, below: 36 };

/** The rectangle around some nodes. */
export function boxOf(numbers) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const number of numbers) {
    const { x, y } = placeOf(number);
    const { size } = marks[number];
    box.left = Math.min(box.left, x - size);
    box.right = Math.max(box.right, x + size);
    box.top = Math.min(box.top, y - size);
    box.bottom = Math.max(box.bottom, y + size);
  }
  if (network && !plain && numbers === drawnNodes()) coverBends(box);
  return box;
}

/** Let a rectangle hold the bends of the lines too. */
function coverBends(box) {
  lines.forEach((one, id) => {
    if (!one.bend) return;
    const { x, y } = pointOn(id, 0.5);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  });
}

/** The part of the picture that neither legend nor panel covers. */
export function freeSpace() {
  const whole = byId("picture").getBoundingClientRect();
  const wide = whole.width > 700;
  const panel = byId("panel");
  const open = panel && !panel.hidden;
  const left = wide && byId("legend") ? byId("legend").getBoundingClientRect().width + 28 : 8;
  const right = wide && open ? panel.getBoundingClientRect().width : 8;
  const bottom = !wide && open ? panel.getBoundingClientRect().height : wide ? 8 : 56;
  const top = state.focus ? 48 : 8;
  return {
    left, top, width: Math.max(80, whole.width - left - right), height: Math.max(80, whole.height - top - bottom),
  };
}
