// While a person drags the picture and all of it is in sight, a copy of the drawing is moved: drawing
// anew what only changes its place would cost many times as much.
import { about } from "./data.js";
import { drawnNodes, network } from "./draw.js";
import { boxOf } from "./camera.js";
import { onScreen, view } from "./places.js";

let copy = null; // {canvas, at}: the drawing as it was when the drag began

/** A drag begins, of a node or of the whole picture. */
export function beginDrag(event) {
  const movable = !event.nodes.length && isWhole();
  // vis-network leaves nodes and edges out while it is told that the picture is dragged.
  network.renderer.dragging = movable;
  if (!movable) return;
  const { canvas } = network.canvas.frame;
  const kept = document.createElement("canvas");
  kept.width = canvas.width;
  kept.height = canvas.height;
  kept.getContext("2d").drawImage(canvas, 0, 0);
  copy = { canvas: kept, at: view() };
}

export function endDrag() {
  copy = null;
}

/** Whether a copy stands for the drawing now. */
export function isCopied() {
  return copy !== null;
}

/** Whether nothing of the drawing lies outside the window, nor anything behind it that fills it. */
function isWhole() {
  if (about.axis?.length || about.outlines?.length || drawnNodes().length === 0) return false;
  const seen = view();
  const box = boxOf(drawnNodes());
  const [start, end] = [onScreen({ x: box.left, y: box.top }, seen), onScreen({ x: box.right, y: box.bottom }, seen)];
  return start.x >= 0 && start.y >= 0 && end.x <= seen.width && end.y <= seen.height;
}

/** Paint the copy where the picture is now, if there is one. */
export function paintCopy(context) {
  if (!copy) return false;
  const { at } = copy;
  const seen = view();
  const { ratio } = seen;
  const growth = seen.scale / at.scale;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(
    copy.canvas, Math.round((seen.x - at.x * growth) * ratio), Math.round((seen.y - at.y * growth) * ratio),
    copy.canvas.width * growth, copy.canvas.height * growth,
  );
  context.restore();
  return true;
}
