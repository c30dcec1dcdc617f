// The outlines of the kinds' marks, for the legend, the panel, downloads and crowds; vis-network's own sizes.
import { draw } from "./elements.js";

/** The corners of a mark around (x, y), as large as vis-network draws it; null for a round one. */
function corners(shape, x, y, radius) {
  if (shape === "square") return scaled([[-1, -1], [1, -1], [1, 1], [-1, 1]], x, y, radius);
  if (shape === "diamond") return scaled([[0, 1], [1, 0], [0, -1], [-1, 0]], x, y, radius);
  if (shape === "hexagon") return scaled(ring(6, () => 1, 0), x, y, radius);
  if (shape === "star") {
    return scaled(ring(10, (at) => (at % 2 ? 0.5 : 1.3), -Math.PI / 2), x, y + 0.1 * radius, radius * 0.82);
  }
  if (shape === "triangle") return triangle(x, y, radius, 1);
  if (shape === "triangleDown") return triangle(x, y, radius, -1);
  return null;
}

/** A mark as the data of an SVG path. */
export function outline(shape, x, y, radius) {
  const points = corners(shape, x, y, radius);
  if (points) return "M" + points.map(([px, py]) => `${round(px)} ${round(py)}`).join("L") + "z";
  const r = round(radius);
  return `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${round(2 * radius)} 0a${r} ${r} 0 1 0 ${round(-2 * radius)} 0z`;
}

/** Add a mark to the path of a canvas. */
export function trace(context, shape, x, y, radius) {
  const points = corners(shape, x, y, radius);
  if (!points) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  points.forEach(([px, py], at) => (at ? context.lineTo(px, py) : context.moveTo(px, py)));
  context.closePath();
}

function triangle(x, y, radius, up) {
  const size = radius * 1.15;
  const side = size * 2;
  const inner = (Math.sqrt(3) / 6) * side;
  const height = Math.sqrt(side * side - size * size);
  const middle = y + up * 0.275 * size;
  const low = middle + up * inner;
  return [[x, middle - up * (height - inner)], [x + size, low], [x - size, low]];
}

function ring(count, distance, start) {
  return Array.from({ length: count }, (_, at) => {
    const angle = start + (at * 2 * Math.PI) / count;
    return [distance(at) * Math.cos(angle), distance(at) * Math.sin(angle)];
  });
}

function scaled(points, x, y, radius) {
  return points.map(([dx, dy]) => [x + dx * radius, y + dy * radius]);
}

function round(number) {
  return Math.round(number * 100) / 100;
}

/** A kind's mark as a small drawing beside its name. */
export function mark(shape, colour, hollow = false) {
  return draw(
    "svg",
    { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true", class: "mark" },
    draw("path", {
      d: outline(shape, 9, 9, hollow ? 5.5 : 6.5),
      fill: hollow ? "none" : colour,
      stroke: hollow ? colour : "none",
      "stroke-width": 2,
    }),
  );
}

/** A line of the picture as a small drawing: `look` has dashes, double, cross, sign, letter. */
export function lineMark(look) {
  const dash = look.dashes ? look.dashes.join(" ") : null;
  const across = { x1: 1, x2: 33, y1: 9, y2: 9, "stroke-dasharray": dash };
  const parts = look.double
    ? [draw("line", { ...across, y1: 7, y2: 7, class: "far" }), draw("line", { ...across, y1: 11, y2: 11, class: "far" })]
    : [draw("line", { ...across, class: "near" })];
  if (look.cross) parts.push(draw("path", { d: "M13 5l8 8M21 5l-8 8", class: "near" }));
  if (look.sign) {
    const quoted = look.sign === "“";
    parts.push(draw("circle", { cx: 17, cy: 9, r: quoted ? 6.5 : 7.5, class: quoted ? "gap" : "disc" }));
    parts.push(draw("text", { x: 17, y: quoted ? 18.5 : 13.2, "text-anchor": "middle", class: quoted ? "quote" : "sign" }, look.sign));
  }
  if (look.letter) {
    const half = 3.5 + 3.5 * look.letter.length;
    parts.push(draw("rect", { x: 17 - half, y: 2, width: 2 * half, height: 14, rx: 3, class: "source" }));
    parts.push(draw("text", { x: 17, y: 13, "text-anchor": "middle", class: "sign" }, look.letter));
  }
  return draw("svg", { viewBox: "0 0 34 18", width: 34, height: 18, "aria-hidden": "true", class: "mark" }, parts);
}
