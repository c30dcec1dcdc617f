// The picture as it is seen now, as a drawing of its own (SVG) with title, legend and sources.
import { about, fromElsewhere, readable } from "./data.js";
import { marks } from "./groups.js";
import { backdropParts } from "./backdrop.js";
import { colourOf, dashesOf, drawnNodes, drawnShape, isDouble, lines, loopOf, network, placeOf, plain, shapeOf, lineWidth } from "./draw.js";
import { draw, byId } from "./elements.js";
import { headCorners, QUOTE } from "./marks.js";
import { lastPlaced } from "./picture.js";
import { onScreen, view } from "./places.js";
import { outline } from "./shapes.js";
import { say } from "./text.js";
import { colours, legibleColour } from "./theme.js";

const HEAD = 64; // pixels above the picture, for the title
const ROW = 20;
const ROWS = 3;
const FOOT = 26 + ROW * ROWS; // and below it, for the legend and where it comes from
const STILL_FONT = "system-ui, 'Liberation Sans', sans-serif";

/** The drawing's text and size. */
export function stillPicture() {
  const seen = view();
  const width = Math.round(seen.width);
  const height = Math.round(seen.height) + HEAD + FOOT;
  const picture = draw("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": STILL_FONT,
  },
  draw("title", {}, byId("caption").querySelector("h1").textContent),
  draw("rect", { width, height, fill: colours.ground }),
  draw("defs", {}, draw("clipPath", { id: "frame" }, draw("rect", { width, height: seen.height }))),
  draw("g", { transform: `translate(0 ${HEAD})` }, draw("g", { "clip-path": "url(#frame)" },
    backdrop(seen), lines.map((one, id) => stillLine(one, id, seen)), drawnNodes().map((number) => node(marks[number], seen)),
    lastPlaced.marks.map(sign), lastPlaced.labels.map(label))),
  words(width, height));
  return { text: new XMLSerializer().serializeToString(picture), width, height };
}

function backdrop(seen) {
  const { ticks, outlines, borders, frame, sheet } = backdropParts();
  const way = (shapes) => shapes.map((points) => "M" + points.map(([x, y]) => {
    const at = onScreen({ x, y }, seen);
    return `${at.x.toFixed(1)} ${at.y.toFixed(1)}`;
  }).join("L")).join("");
  const cut = sheet ? "url(#sheet)" : null;
  return [
    sheet ? draw("clipPath", { id: "sheet" }, draw("path", {
      d: way([[[sheet.x, sheet.y], [sheet.x + sheet.width, sheet.y], [sheet.x + sheet.width, sheet.y + sheet.height], [sheet.x, sheet.y + sheet.height]]]),
    })) : null,
    outlines.length ? draw("path", { "clip-path": cut, d: way(outlines), fill: colours.land, "fill-rule": "evenodd", stroke: colours.coast }) : null,
    borders.length ? draw("path", { "clip-path": cut, d: way(borders), fill: "none", stroke: colours.coast, "stroke-dasharray": "5 3" }) : null,
    frame ? draw("path", { d: way([frame]), fill: colours.ground, stroke: colours.coast, "stroke-dasharray": "3 4" }) : null,
    ...ticks.flatMap((tick) => {
      const x = onScreen({ x: tick.x, y: 0 }, seen).x;
      return [draw("line", { x1: x, x2: x, y1: 0, y2: seen.height, stroke: colours.coast }),
        text(x + 4, 16, tick.label, { size: 12, fill: colours.quiet })];
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
      draw("path", { ...look, stroke: colours.ground, "stroke-width": width + 0.8, "stroke-dasharray": null }));
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
  return draw("path", {
    d: outline(shapeOf(one), at.x, at.y, one.size * seen.scale), fill: hollow ? colours.ground : colour,
    stroke: hollow ? colour : null, "stroke-width": hollow ? 2.5 : null,
  }, draw("title", {}, readable(one.name, 200)));
}

function sign(mark) {
  if (mark.kind === "cross") {
    const d = `M${mark.x - 5.5} ${mark.y - 5.5}l11 11M${mark.x + 5.5} ${mark.y - 5.5}l-11 11`;
    return draw("path", { d, stroke: colours.ink, "stroke-width": 2.4, "stroke-linecap": "round" });
  }
  if (mark.kind === "head") {
    return draw("path", { d: "M" + headCorners(mark).map((corner) => corner.join(" ")).join("L") + "z", fill: colours.elsewhere });
  }
  if (mark.text === QUOTE) return text(mark.x, mark.y + 15, QUOTE, { size: 23, weight: 700, anchor: "middle", halo: true });
  return draw("g", {},
    draw("rect", { x: mark.x - mark.half, y: mark.y - 8, width: mark.half * 2, height: 16, rx: 8, fill: colours.ground, stroke: colours.line }),
    text(mark.x, mark.y + 4, mark.text, { size: 11, weight: 600, anchor: "middle" }));
}

function label(placed) {
  const lead = placed.leader;
  return draw("g", {},
    lead ? draw("path", { d: `M${lead[0]} ${lead[1]}L${lead[2]} ${lead[3]}`, fill: "none", stroke: colours.line, "stroke-width": 0.7 }) : null,
    placed.parts.map((part, at) => text(placed.x, placed.y + (at + 0.82) * placed.size * 1.15, part, {
    size: placed.size, weight: placed.weight, anchor: "middle", halo: true, fill: placed.quiet ? colours.quiet : colours.ink,
  })));
}

function text(x, y, content, look) {
  return draw("text", {
    x, y, fill: look.fill ?? colours.ink, "font-size": look.size, "font-weight": look.weight, "text-anchor": look.anchor,
    stroke: look.halo ? colours.ground : null, "stroke-width": look.halo ? 4 : null,
    "stroke-linejoin": look.halo ? "round" : null, "paint-order": look.halo ? "stroke" : null,
  }, readable(content));
}

/** Title above; below it what the marks and lines mean, and the command. */
function words(width, height) {
  const title = byId("caption").querySelector("h1").textContent;
  const used = new Set(drawnNodes().map((number) => marks[number].kind));
  const sure = new Set(lines.map((one) => one.modality).filter((name) => name !== "none"));
  const entries = [
    ...[...kinds.values()].filter((kind) => used.has(kind.iri)).map((kind) => ({
      name: kind.label,
      room: 16,
      sample: (x, y) => draw("path", { d: outline(drawnShape(kind.shape), x + 6, y, 6), fill: legibleColour(kind.colour) }),
    })),
    ...[...sure].map((modality) => ({
      name: say(`modality.${modality}.name`) + (modality === "quoted" ? " “" : ""),
      room: 34,
      sample: (x, y) => draw("path", {
        d: `M${x} ${y}h28`, stroke: colours.line, "stroke-width": 1.6, "stroke-dasharray": (dashesOf({ modality }) || []).join(" ") || null,
      }),
    })),
  ];
  return [
    text(16, 28, title, { size: 20, weight: 650 }), text(16, 50, byId("rests").textContent, { size: 12.5, fill: colours.quiet }),
    ...inRows(entries, width, height - FOOT + 16),
    text(16, height - 9, [about.command, about.attribution].filter(Boolean).join(" · "), { size: 11, fill: colours.quiet }),
  ];
}

/** Entries of the legend one beside the other, in as many rows as they need and there is room for. */
function inRows(entries, width, top) {
  let [x, y] = [16, top];
  return entries.flatMap((entry) => {
    const wide = entry.room + entry.name.length * 7 + 18;
    if (x + wide > width - 8) [x, y] = [16, y + ROW];
    const at = x;
    x += wide;
    if (y > top + ROW * (ROWS - 1)) return [];
    return [entry.sample(at, y), text(at + entry.room, y + 4, entry.name, { size: 12 })];
  });
}
