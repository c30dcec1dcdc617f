// What lies behind the network: the time axis, or coast lines with their source named.
import { about, readable } from "./data.js";
import { byId, make } from "./elements.js";
import { colours } from "./theme.js";

const ticks = (about.axis ?? []).map((tick) =>
  Array.isArray(tick) ? { x: Number(tick[0]), label: readable(tick[1], 24) } : { x: Number(tick.x), label: readable(tick.label, 24) },
).filter((tick) => Number.isFinite(tick.x));

const land = new Path2D();
const outlines = Array.isArray(about.outlines) ? about.outlines : [];
for (const outline of outlines) {
  outline.forEach(([x, y], at) => (at === 0 ? land.moveTo(x, y) : land.lineTo(x, y)));
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
    context.fillStyle = colours.land;
    context.fill(land, "evenodd");
    context.lineWidth = 1 / seen.scale;
    context.strokeStyle = colours.coast;
    context.stroke(land);
    context.restore();
  }
  if (ticks.length) paintAxis(context, seen);
}

function paintAxis(context, seen) {
  const top = -seen.y / seen.scale;
  const bottom = (seen.height - seen.y) / seen.scale;
  context.save();
  context.lineWidth = 1 / seen.scale;
  context.strokeStyle = colours.coast;
  context.fillStyle = colours.quiet;
  context.font = `${12 / seen.scale}px system-ui, sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "top";
  let free = -Infinity;
  for (const tick of ticks) {
    context.beginPath();
    context.moveTo(tick.x, top);
    context.lineTo(tick.x, bottom);
    context.stroke();
    const width = context.measureText(tick.label).width;
    if (tick.x < free) continue;
    context.fillText(tick.label, tick.x + 4 / seen.scale, top + 8 / seen.scale);
    free = tick.x + width + 16 / seen.scale;
  }
  context.restore();
}

/** The backdrop's parts for a download, in the layout's coordinates. */
export function backdropParts() {
  return { ticks, outlines };
}
