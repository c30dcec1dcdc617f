// The card beside the pointer: what a mark or a line is, in two lines.
import { kinds, readable } from "./data.js";
import { marks } from "./groups.js";
import { byId, make, own } from "./elements.js";
import { lines } from "./draw.js";
import { say, sayCount, thousands } from "./text.js";

const LONGEST = 120;
const AWAY = 14; // pixels from the pointer

export function makeCard() {
  byId("stage").append(make("div", { id: "card", "aria-hidden": "true", hidden: true }));
}

/** Show the card of {node} or {line} at a point of the picture, or hide it. */
export function showCard(thing, point) {
  const card = byId("card");
  card.hidden = !thing;
  if (!thing) return;
  card.replaceChildren(...(thing.node !== undefined ? nodeLines(marks[thing.node]) : edgeLines(lines[thing.line])));
  const stage = byId("stage").getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = point.x + AWAY + width > stage.width ? point.x - AWAY - width : point.x + AWAY;
  const top = point.y + AWAY + height > stage.height ? point.y - AWAY - height : point.y + AWAY;
  card.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
}

function nodeLines(node) {
  if (node.members) {
    return [make("strong", {}, node.title), make("span", {}, say("group.card", thousands(node.members.length)))];
  }
  const facts = [kinds.get(node.kind).label, sayCount("card.links", node.links.length), node.date];
  return [
    make("strong", { dir: "auto" }, readable(node.name, LONGEST)),
    make("span", {}, facts.filter(Boolean).join(" · ")),
  ];
}

function edgeLines(line) {
  const [first] = line.edges;
  const head = make("strong", {},
    own(readable(marks[line.from].name, 60)), " → ", own(readable(marks[line.to].name, 60)));
  if (line.edges.length > 1) {
    return [head, make("span", {}, sayCount("card.several", line.edges.length))];
  }
  const words = [first.negated ? say("card.denied", first.name) : first.name, say(`modality.${first.modality}.name`), first.date];
  return [head, make("span", { dir: "auto" }, readable(words.filter(Boolean).join(" · "), LONGEST))];
}
