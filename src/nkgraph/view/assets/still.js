// The picture as it is seen now, as a drawing of its own (SVG) with title, legend and sources.
import { capital, fromElsewhere, hidesLines, readable } from "./data.js";
import { marks } from "./groups.js";
import { backdropParts, labelled, titleBox } from "./backdrop.js";
import { colourOf, dashesOf, drawnNodes, insideWidth, isDouble, lines, loopOf, network, placeOf, plain, shapeOf, lineWidth } from "./draw.js";
import { draw, byId } from "./elements.js";
import { lit } from "./highlight.js";
import { iconElement } from "./icons.js";
import { groundOf } from "./labels.js";
import { CORNER, headCorners, QUOTE } from "./marks.js";
import { lastPlaced } from "./picture.js";
import { onScreen, view } from "./places.js";
import { outline } from "./shapes.js";
import { CHARACTER, stillFoot, stillHead } from "./stillwords.js";
import { colours } from "./theme.js";

const STILL_FONT = "system-ui, 'Liberation Sans', sans-serif";

/** The drawing's text and size. */
export function stillPicture() {
  const seen = view();
  const width = Math.round(seen.width);
  const head = stillHead(width);
  const seenLines = stillLines();
  const foot = stillFoot(width, seenLines.map((id) => lines[id]));
  const top = head.height;
  const height = Math.round(top + seen.height + foot.height);
  const picture = draw("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": STILL_FONT,
  },
  draw("title", {}, byId("caption").querySelector("h1").textContent),
  draw("rect", { width, height, fill: colours.ground }),
  draw("defs", {}, draw("clipPath", { id: "frame" }, draw("rect", { width, height: seen.height }))),
  draw("g", { transform: `translate(0 ${top})` }, draw("g", { "clip-path": "url(#frame)" },
    backdrop(seen), seenLines.map((id) => stillLine(lines[id], id, seen)), drawnNodes().map((number) => node(marks[number], seen)),
    lastPlaced.marks.map(sign), lastPlaced.labels.map(label))),
  ...head.parts,
  draw("g", { transform: `translate(0 ${top + seen.height})` }, foot.parts));
  return { text: new XMLSerializer().serializeToString(picture), width, height };
}

/** The lines that are seen: in lanes only those of what is touched or selected. */
function stillLines() {
  return hidesLines ? [...(lit()?.lines ?? [])] : [...lines.keys()];
}

function backdrop(seen) {
  const { ticks, lanes, outlines, borders, frame, frameLabel, sheet, anchored } = backdropParts();
  const at = ([x, y]) => onScreen({ x, y }, seen);
  const way = (shapes) => shapes.map((points) => "M" + points.map((point) => {
    const { x, y } = at(point);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join("L")).join("");
  const cut = sheet ? "url(#sheet)" : null;
  const coast = { stroke: colours.coast };
  const after = (tick) => at([tick.x, 0]).x + 4; // where its label begins
  const dated = labelled(ticks, after, (tick) => tick.label.length * CHARACTER + 12);
  const below = (lane) => at([0, lane.y]).y + 13;
  return [
    sheet ? draw("clipPath", { id: "sheet" }, draw("path", { d: way([sheet]) })) : null,
    outlines.length ? draw("path", { "clip-path": cut, d: way(outlines), fill: colours.land, "fill-rule": "evenodd", ...coast }) : null,
    borders.length ? draw("path", { "clip-path": cut, d: way(borders), fill: "none", "stroke-dasharray": "5 3", ...coast }) : null,
    frame ? draw("path", { d: way([frame]), fill: colours.ground, "stroke-dasharray": "3 4", ...coast }) : null,
    frame ? written(titleBox(seen).left, titleBox(seen).bottom - 2, frameLabel, { size: 11.5, fill: colours.quiet }) : null,
    ...dated.map((tick) => draw("line", { x1: at([tick.x, 0]).x, x2: at([tick.x, 0]).x, y1: 0, y2: seen.height, ...coast })),
    ...lanes.map((lane) => draw("line", { x1: 0, x2: seen.width, y1: at([0, lane.y]).y, y2: at([0, lane.y]).y, ...coast })),
    ...dated.filter((tick) => after(tick) + tick.label.length * CHARACTER < seen.width)
      .map((tick) => written(after(tick), 16, tick.label, { size: 12, fill: colours.quiet })),
    ...labelled(lanes, below, () => 14)
      .map((lane) => written(8, below(lane), capital(readable(lane.label, 40)), { size: 12, fill: colours.quiet, halo: true })),
    ...anchored.map((thing) => {
      const [from, to] = [onScreen(placeOf(thing.number), seen), at([thing.anchorX, thing.anchorY])];
      return draw("path", { d: `M${from.x} ${from.y}L${to.x} ${to.y}`, fill: "none", stroke: colours.line });
    }),
  ].filter(Boolean);
}

function stillLine(one, id, seen) {
  const width = lineWidth(one);
  const look = {
    d: way(one, id, seen), fill: "none", stroke: strokeOf(one), "stroke-width": width,
    "stroke-dasharray": plain ? null : (dashesOf(one, width) || []).join(" ") || null,
  };
  if (isDouble(one)) {
    return draw("g", {}, draw("path", { ...look, "stroke-width": width + 3.2 }),
      draw("path", { ...look, stroke: colours.ground, "stroke-width": insideWidth(one), "stroke-dasharray": null }));
  }
  if (plain || one.from === one.to) return draw("path", look);
  return draw("g", {}, draw("path", look), draw("path", { d: arrow(id, seen), fill: look.stroke }));
}

function strokeOf(one) {
  if (plain) return one.elsewhere ? colours.faintElsewhere : colours.faint;
  return one.elsewhere ? colours.elsewhere : colours.line;
}

function way(one, id, seen) {
  const from = onScreen(placeOf(one.from), seen);
  const to = onScreen(placeOf(one.to), seen);
  if (one.from === one.to) {
    const { size, angle } = loopOf(one);
    const away = marks[one.from].size * seen.scale;
    return outline("dot", from.x + Math.cos(angle) * away, from.y - Math.sin(angle) * away, size * seen.scale);
  }
  const via = one.bend ? network.body.edges[id]?.edgeType?.getViaNode?.() : null;
  if (!via) return `M${from.x} ${from.y}L${to.x} ${to.y}`;
  const by = onScreen(via, seen);
  return `M${from.x} ${from.y}Q${by.x} ${by.y} ${to.x} ${to.y}`;
}

function arrow(id, seen) {
  const type = network.body.edges[id]?.edgeType;
  const one = lines[id];
  const to = onScreen(placeOf(one.to), seen);
  const radius = marks[one.to].size * seen.scale;
  let near = onScreen(placeOf(one.from), seen);
  if (one.bend && type?.getPoint) near = onScreen(type.getPoint(0.85), seen);
  const length = Math.hypot(to.x - near.x, to.y - near.y) || 1;
  const [dx, dy] = [(to.x - near.x) / length, (to.y - near.y) / length];
  const tip = { x: to.x - dx * radius, y: to.y - dy * radius };
  const back = { x: tip.x - dx * 9, y: tip.y - dy * 9 };
  return `M${tip.x} ${tip.y}L${back.x - dy * 4} ${back.y + dx * 4}L${back.x + dy * 4} ${back.y - dx * 4}z`;
}

function node(one, seen) {
  const at = onScreen(placeOf(one.number), seen);
  const hollow = fromElsewhere(one);
  const colour = colourOf(one);
  return draw("g", {}, draw("title", {}, readable(one.name, 200)), draw("path", {
    d: outline(shapeOf(one), at.x, at.y, one.size * seen.scale), fill: hollow ? colours.ground : colour,
    stroke: hollow ? colour : null, "stroke-width": hollow ? Math.max(0.8, 2.5 * seen.scale) : null,
  }), iconElement(one, seen));
}

function sign(mark) {
  if (mark.kind === "cross") {
    const d = `M${mark.x - 5.5} ${mark.y - 5.5}l11 11M${mark.x + 5.5} ${mark.y - 5.5}l-11 11`;
    return draw("path", { d, stroke: colours.ink, "stroke-width": 2.4, "stroke-linecap": "round" });
  }
  if (mark.kind === "head") {
    return draw("path", { d: "M" + headCorners(mark).map((corner) => corner.join(" ")).join("L") + "z", fill: colours.elsewhere });
  }
  if (mark.text === QUOTE) return written(mark.x, mark.y + 15, QUOTE, { size: 23, weight: 700, anchor: "middle", halo: true });
  return draw("g", {},
    mark.kind === "source"
      ? draw("rect", { x: mark.x - mark.half, y: mark.y - 7, width: mark.half * 2, height: 14, rx: CORNER, fill: colours.ground, stroke: colours.elsewhere })
      : draw("rect", { x: mark.x - mark.half, y: mark.y - 8, width: mark.half * 2, height: 16, rx: 8, fill: colours.ground, stroke: colours.line }),
    written(mark.x, mark.y + 4, mark.text, { size: 11, weight: 600, anchor: "middle" }));
}

function label(placed) {
  const lead = placed.leader;
  return draw("g", {},
    lead ? draw("path", { d: `M${lead[0]} ${lead[1]}L${lead[2]} ${lead[3]}`, fill: "none", stroke: colours.line, "stroke-width": 0.7 }) : null,
    placed.onLine ? groundOf(placed).map((rectangle) => draw("rect", { ...rectangle, fill: colours.ground })) : null,
    placed.parts.map((part, at) => written(placed.x, placed.y + (at + 0.82) * placed.size * 1.15, part, {
    size: placed.size, weight: placed.weight, anchor: "middle", halo: true, fill: placed.quiet ? colours.quiet : colours.ink,
  })));
}

/** A line of text; `look` has size, weight, anchor, fill and halo. */
export function written(x, y, content, look) {
  return draw("text", {
    x, y, fill: look.fill ?? colours.ink, "font-size": look.size, "font-weight": look.weight, "text-anchor": look.anchor,
    stroke: look.halo ? colours.ground : null, "stroke-width": look.halo ? 4 : null,
    "stroke-linejoin": look.halo ? "round" : null, "paint-order": look.halo ? "stroke" : null,
  }, readable(content));
}
