// A crowd: past some lines vis-network holds no nodes and edges, since it takes longer over making
// and drawing each than all the rest of the page does. It still has the canvas, the camera and the
// pointers; lines and marks are painted here, those of one look together.
import { fromElsewhere, groupedBy, hidesLines } from "./data.js";
import { marks } from "./groups.js";
import { colourOf, drawing, drawnNodes, drawnWidth, lines, shapeOf } from "./draw.js";
import { paintIcons } from "./icons.js";
import { trace } from "./shapes.js";
import { colours } from "./theme.js";

const TOGETHER = 128; // lines a path: a longer one takes the browser more than its share
const HOLLOW_LINE = 2.5;

let last = null; // the last painting, {canvas, key}: what is lit changes more often than what is drawn

/** Paint all that is drawn now; `bare` leaves the lines out, while the picture moves. */
export function paintCrowd(context, seen, bare) {
  if (bare) {
    paintMembers(context, drawnNodes(), seen);
    return;
  }
  const { canvas } = context;
  const key = [seen.x, seen.y, seen.scale, canvas.width, canvas.height, drawing].join(" ");
  if (last?.key !== key) last = { key, canvas: painted(context, seen, last?.canvas) };
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(last.canvas, 0, 0);
  context.restore();
}

function painted(context, seen, used) {
  const sheet = used ?? document.createElement("canvas");
  sheet.width = context.canvas.width;
  sheet.height = context.canvas.height;
  const own = sheet.getContext("2d");
  own.setTransform(context.getTransform());
  if (!hidesLines) {
    paintTies(own, lines.keys(), seen, (one) => (one.elsewhere ? colours.faintElsewhere : colours.faint));
  }
  paintMembers(own, drawnNodes(), seen);
  return sheet;
}

/** Paint some lines. No wider than a pixel of the screen they cost a tenth of what wider ones do. */
export function paintTies(context, ids, seen, colourOfLine) {
  const pixel = 1 / (seen.scale * seen.ratio);
  const area = inSight(seen);
  const looks = new Map();
  for (const id of ids) {
    const one = lines[id];
    const [from, to] = [marks[one.from], marks[one.to]];
    if (Math.max(from.x, to.x) < area.left || Math.min(from.x, to.x) > area.right) continue;
    if (Math.max(from.y, to.y) < area.top || Math.min(from.y, to.y) > area.bottom) continue;
    const width = one.edges.length > 1 ? Math.max(pixel, drawnWidth(one)) : pixel;
    const colour = colourOfLine(one);
    const key = `${colour} ${width}`;
    if (!looks.has(key)) looks.set(key, { colour, width, ends: [] });
    looks.get(key).ends.push(from, to);
  }
  for (const { colour, width, ends } of looks.values()) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    const step = width > pixel ? 2 : 2 * TOGETHER;
    for (let start = 0; start < ends.length; start += step) {
      context.beginPath();
      for (let at = start; at < Math.min(ends.length, start + step); at += 2) {
        context.moveTo(ends[at].x, ends[at].y);
        context.lineTo(ends[at + 1].x, ends[at + 1].y);
      }
      context.stroke();
    }
  }
}

/** Paint some nodes' marks, hollow where the article does not speak of them. */
export function paintMembers(context, numbers, seen) {
  const area = inSight(seen);
  const seenNow = Array.from(numbers, (number) => marks[number]).filter(({ x, y, size }) => x + size >= area.left
    && x - size <= area.right && y + size >= area.top && y - size <= area.bottom);
  for (const alike of groupedBy(seenNow, (node) => `${node.kind} ${fromElsewhere(node)}`).values()) {
    const [first] = alike;
    const [shape, colour, hollow] = [shapeOf(first), colourOf(first), fromElsewhere(first)];
    context.fillStyle = hollow ? colours.ground : colour;
    context.strokeStyle = colour;
    context.lineWidth = HOLLOW_LINE;
    for (const { x, y, size } of alike) {
      context.beginPath();
      trace(context, shape, x, y, hollow ? size - 1 : size);
      context.fill();
      if (hollow) context.stroke();
    }
  }
  paintIcons(context, seenNow.map((node) => node.number), seen);
}

/** The part of the layout that the window shows. */
function inSight(seen) {
  return {
    left: -seen.x / seen.scale, right: (seen.width - seen.x) / seen.scale,
    top: -seen.y / seen.scale, bottom: (seen.height - seen.y) / seen.scale,
  };
}
