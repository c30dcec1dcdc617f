// The words around a downloaded picture: its title above; below, what its marks and lines mean, and the command.
import { about, fromElsewhere, hidesLines, kinds, readable, sourceLetter, sources } from "./data.js";
import { commonRelation } from "./bundles.js";
import { dashesOf, drawnNodes, drawnShape, plain } from "./draw.js";
import { byId, draw } from "./elements.js";
import { marks } from "./groups.js";
import { CORNER } from "./marks.js";
import { SURENESS } from "./legend.js";
import { kindIcon } from "./icons.js";
import { outline } from "./shapes.js";
import { shown } from "./model.js";
import { written } from "./still.js";
import { say } from "./text.js";
import { colours, legibleColour } from "./theme.js";

const SIDE = 16; // pixels
const ROW = 20;
export const CHARACTER = 7; // of small text, on the wide side
const TITLE = 20;
const SENTENCE = 12.5;
const FINE_PRINT = 11;

/** The title and what the map rests on: {parts, height}. */
export function stillHead(width) {
  const room = width - 2 * SIDE;
  let y = 8;
  const parts = [];
  for (const [words, size, look] of [
    [byId("caption").querySelector("h1").textContent, TITLE, { weight: 650 }],
    [[byId("rests").textContent, reducedText()].filter(Boolean).join(". "), SENTENCE, { fill: colours.quiet }],
  ]) {
    for (const line of filled(words, room / (size * 0.56))) {
      y += size * 1.3;
      parts.push(written(SIDE, y - 4, line, { size, ...look }));
    }
    y += 4;
  }
  return { parts, height: y + 6 };
}

/** What the page says of things that are left out or stand together, without its buttons. */
function reducedText() {
  const line = byId("reduced");
  return !line || line.hidden ? "" : line.firstChild.textContent.trim();
}

/** The legend of what is drawn, and the command, drawn from y = 0 downwards: {parts, height}. */
export function stillFoot(width, shownLines) {
  let [x, y] = [SIDE, ROW];
  const parts = entries(shownLines).map((entry) => {
    const wide = entry.room + entry.name.length * CHARACTER + 16;
    if (x > SIDE && x + wide > width - 8) [x, y] = [SIDE, y + ROW];
    const part = draw("g", { transform: `translate(${x} ${y})` }, entry.sample, written(entry.room, 4, entry.name, { size: 12 }));
    x += wide;
    return part;
  });
  y += ROW + 6;
  for (const line of filled([about.command, about.attribution].filter(Boolean).join(" · "), (width - 2 * SIDE) / (FINE_PRINT * 0.56))) {
    parts.push(written(SIDE, y, line, { size: FINE_PRINT, fill: colours.quiet }));
    y += FINE_PRINT * 1.4;
  }
  return { parts, height: y };
}

/** What the picture shows, each with its sample: kinds, certainties, sources, and other marks. */
function entries(shownLines) {
  const drawn = drawnNodes().map((number) => marks[number]);
  const used = new Set(drawn.map((one) => one.kind));
  const filledIn = new Set(drawn.filter((one) => !fromElsewhere(one)).map((one) => one.kind));
  const edges = shownLines.flatMap((one) => one.edges);
  const sure = new Set(plain ? [] : edges.map((edge) => edge.modality));
  // Where events stand in lanes, no line shows whose word they are, but each mark does.
  const from = new Set((hidesLines ? shown().edges : edges).map((edge) => edge.origin));
  const said = ([iri, source]) => {
    const name = readable(source.label, 60);
    const double = fromElsewhere({ origin: iri });
    return hidesLines ? { name, room: 18, sample: dot({}, double) }
      : { name, room: 34, sample: [...stroke({ double }), ...letterBox(sourceLetter(iri))] };
  };
  const common = commonRelation();
  return [
    ...[...kinds.values()].filter((kind) => used.has(kind.iri)).map((kind) =>
      ({ name: kind.label, room: kind.icon ? 34 : 18, sample: dot(kind, !filledIn.has(kind.iri)) })),
    ...SURENESS.filter((name) => sure.has(name)).map((name) => ({
      name: say(`modality.${name}.name`) + (name === "quoted" ? " “" : ""), room: 34, sample: stroke({ modality: name }),
    })),
    ...[...sources].filter(([iri]) => from.has(iri)).map(said),
    ...[
      [edges.some((edge) => edge.negated), "negated", "×"], [edges.some((edge) => edge.open), "open", "?"],
    ].filter(([there]) => there).map(([, key, sign]) =>
      ({ name: say(`legend.${key}`), room: 34, sample: [...stroke({}), written(14, 5, sign, { size: 14, weight: 700, anchor: "middle", halo: true })] })),
    common && !hidesLines ? { name: say("legend.common", common), room: 34, sample: stroke({}) } : null,
    drawn.some(fromElsewhere) ? { name: say("legend.hollow"), room: 18, sample: dot({}, true) } : null,
  ].filter(Boolean);
}

function dot(kind, hollow) {
  const colour = legibleColour(kind.colour);
  return [draw("path", {
    d: outline(drawnShape(kind.shape), 6, 0, hollow ? 5 : 6), fill: hollow ? colours.ground : colour,
    stroke: hollow ? colour : null, "stroke-width": hollow ? 2 : null,
  }), kindIcon(kind.iri, 15, -7, 14)].filter(Boolean);
}

/** The letter of a source on the sample of its line. */
function letterBox(letter) {
  if (!letter) return [];
  const half = 3.5 + 3.5 * letter.length;
  return [draw("rect", { x: 14 - half, y: -7, width: 2 * half, height: 14, rx: CORNER, fill: colours.ground, stroke: colours.elsewhere }),
    written(14, 4, letter, { size: 11, weight: 600, anchor: "middle" })];
}

function stroke({ modality, double = false }) {
  const dashes = (dashesOf({ modality }) || []).join(" ") || null;
  return (double ? [-2, 2] : [0]).map((y) => draw("path", {
    d: `M0 ${y}h28`, stroke: double ? colours.elsewhere : colours.line, "stroke-width": 1.6, "stroke-dasharray": dashes,
  }));
}

/** A text's lines, each of so many characters at most. */
function filled(words, most) {
  const made = [""];
  for (const word of words.split(" ")) {
    const last = made[made.length - 1];
    if (last && last.length + 1 + word.length > most) made.push(word);
    else made[made.length - 1] = last ? `${last} ${word}` : word;
  }
  return made.filter(Boolean);
}
