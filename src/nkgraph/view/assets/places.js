// Where things are on the screen, and which places there are taken already.
import { byId } from "./elements.js";
import { lines, loopOf, network, placeOf } from "./draw.js";
import { marks } from "./groups.js";

/** The view now: what turns the layout's coordinates into pixels of the picture; `ratio` of the screen's
    stand for one of these. */
export function view() {
  const scale = network.getScale();
  const { x, y } = network.body.view.translation;
  const { clientWidth: width, clientHeight: height } = byId("picture");
  return { scale, x, y, width, height, ratio: network.canvas.pixelRatio ?? 1 };
}

export function onScreen(point, seen) {
  return { x: point.x * seen.scale + seen.x, y: point.y * seen.scale + seen.y };
}

/** The point of a line, in the layout's coordinates, at a part of its way. */
export function pointOn(id, part) {
  const one = lines[id];
  const from = placeOf(one.from);
  if (one.from === one.to) {
    const { size, angle } = loopOf(one);
    const away = marks[one.from].size + size;
    return { x: from.x + Math.cos(angle) * away, y: from.y - Math.sin(angle) * away };
  }
  if (one.bend) {
    const kind = network.body.edges[id]?.edgeType;
    if (kind?.getPoint) return kind.getPoint(part);
  }
  const to = placeOf(one.to);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** The point of a line that lies so many pixels before the mark where it ends. */
export function pointBefore(id, pixels, seen) {
  const one = lines[id];
  const from = placeOf(one.from);
  const to = placeOf(one.to);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const back = marks[one.to].size + pixels / seen.scale;
  return pointOn(id, Math.max(0.5, 1 - back / length));
}

const CELL = 80;

/** Rectangles of the screen that are taken; asking whether another fits looks only nearby. */
export function takenPlaces() {
  const cells = new Map();

  /** Whether a test holds for none of the cells that a box touches. */
  function none(box, test) {
    const [first, last] = [Math.floor(box.top / CELL), Math.floor(box.bottom / CELL)];
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1) {
      for (let row = first; row <= last; row += 1) {
        if (test(column * 4096 + row)) return false;
      }
    }
    return true;
  }

  return {
    take(box) {
      none(box, (cell) => {
        if (cells.has(cell)) cells.get(cell).push(box);
        else cells.set(cell, [box]);
        return false;
      });
    },
    /** Whether nothing is there but the mark `but`, and marks up to a radius that may be covered. */
    isFree(box, but = null, covered = 0) {
      const isInTheWay = (other) =>
        !(other.owner !== undefined && (other.owner === but || other.right - other.left <= 2 * covered))
        && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
      return none(box, (cell) => cells.get(cell)?.some(isInTheWay));
    },
  };
}
