// The panel answers four questions of what is selected: what is it, what is said of it, what stands
// next to it, and how to get this elsewhere.
import { about, claims, claimsOf, fromElsewhere, kinds, knownModality, nodes, readable, sources, standing } from "./data.js";
import { address, button, byId, make, own } from "./elements.js";
import { clearSelection, selectEdges, selectNode } from "./select.js";
import { colourOf, shapeOf } from "./draw.js";
import { marks, openGroup } from "./groups.js";
import { copyText } from "./downloads.js";
import { focusOn } from "./focus.js";
import { iconMark } from "./icons.js";
import { shown, state } from "./model.js";
import { lineMark, mark } from "./shapes.js";
import { lineLook } from "./legend.js";
import { say, sayCount } from "./text.js";
import { startPath } from "./path.js";

const MOST_CARDS = 60; // at first; a button brings the rest
const MOST_NEAR = 40;
const FEW_CODES = 3;

export function makePanel() {
  byId("stage").append(make("aside", { id: "panel", "aria-label": say("panel.name"), hidden: true }));
}

/** Show what is selected now, or hide the panel. */
export function showPanel() {
  const panel = byId("panel");
  const { selected } = state;
  panel.hidden = !selected;
  if (!selected) return;
  const parts = selected.path ? pathParts(selected.path) : selected.edges ? edgeParts(selected.edges)
    : selected.group !== undefined ? groupParts(marks[selected.group]) : nodeParts(nodes[selected.node]);
  panel.replaceChildren(
    button("×", clearSelection, { class: "close", "aria-label": say("close") }),
    ...parts.filter(Boolean),
  );
  panel.scrollTop = 0;
  // What scrolls within the panel is to be scrolled by keys too.
  for (const part of panel.querySelectorAll("dd, .gloss")) {
    if (part.scrollHeight > part.clientHeight) part.tabIndex = 0;
  }
}

function nodeParts(node) {
  const kind = kinds.get(node.kind);
  const names = (node.names ?? []).map((name) => readable(name)).filter((name) => name && name !== node.name);
  const related = node.links;
  const itself = claims().has(node.key) ? [{ iri: node.key, ...claims().get(node.key) }] : [];
  const said = claimsOf(related).filter((claim) => claim.iri !== node.key);
  return [
    heading(node.name, [mark(shapeOf(node), colourOf(node), fromElsewhere(node)), iconMark(node.kind), kind.label]),
    facts([
      ["panel.names", names.length && names.map((name, at) => [at ? "; " : "", own(name)]).flat()],
      ["panel.date", node.date && own(node.date)],
      ["panel.codes", node.codes?.length && codeList(node.codes.map((code) => readable(code)))],
      ["panel.from", node.origin && sourceWords(node)],
    ]),
    claimSection(itself.concat(said), related),
    near(node),
    elsewhere(node.key, [
      button(say("panel.focus"), () => focusOn(node.number, 1)),
      button(say("panel.path"), () => startPath(node.number)),
    ]),
  ];
}

/** A few codes stand there; many are folded away. */
function codeList(codes) {
  const list = codes.map((code) => make("span", { class: "code", dir: "auto" }, code));
  return codes.length <= FEW_CODES ? list : make("details", {}, make("summary", {}, sayCount("panel.howManyCodes", codes.length)), list);
}

function edgeParts(edges) {
  const [first] = edges;
  const relations = new Set(edges.map((edge) => edge.name));
  const title = relations.size === 1 ? first.name : sayCount("line.several", edges.length);
  return [
    heading(title, [lineMark(lineLook(first)), say(`modality.${first.modality}.name`)]),
    make("p", { class: "ends" },
      button(nodes[first.from].name, () => selectNode(first.from), { dir: "auto" }), " → ",
      button(nodes[first.to].name, () => selectNode(first.to), { dir: "auto" })),
    first.negated && make("p", { class: "warn" }, say("panel.denied")),
    first.open && make("p", { class: "warn" }, say("panel.open")),
    facts([
      ["panel.date", edges.length === 1 && first.date && own(first.date)],
      ["panel.from", first.origin && sourceWords(first)],
    ]),
    claimSection(claimsOf(edges), edges),
    elsewhere(edges.length === 1 ? first.claim ?? first.relation : null, []),
  ];
}

/** A group of alike things: what they have in common, and each by its name. */
function groupParts(group) {
  const entry = (node) => make("li", {}, button(node.name, () => selectNode(node.number), { dir: "auto" }),
    node.date ? [" ", own(node.date)] : null);
  return [
    heading(group.name, [mark(shapeOf(group), colourOf(group), fromElsewhere(group)), group.title]),
    make("p", { class: "actions" }, button(say("group.open"), () => openGroup(group.number))),
    entriesOf(group.members, entry),
  ];
}

function pathParts(path) {
  const steps = path.nodes.map((number, at) => make("li", {},
    at > 0 ? step(path.edges[at - 1], number) : null,
    button(nodes[number].name, () => selectNode(number), { dir: "auto" })));
  return [
    heading(sayCount("path.title", path.edges.length), []),
    make("ol", { class: "steps" }, steps),
    claimSection(claimsOf(path.edges), path.edges),
    elsewhere(null, []),
  ];
}

/** The relation that leads to a node of a path; the arrow points as the relation does. */
function step(edge, to) {
  return make("span", { class: "step" }, edge.to === to ? "↓ " : "↑ ", own(edge.name),
    edge.negated ? ` (${say("card.not")})` : null);
}

function heading(name, below) {
  return make("header", {}, make("h2", { dir: "auto", tabindex: -1 }, name), make("p", { class: "kind" }, below));
}

function facts(pairs) {
  const known = pairs.filter(([, value]) => value);
  if (!known.length) return null;
  return make("dl", {}, known.flatMap(([key, value]) => [make("dt", {}, say(key)), make("dd", {}, value)]));
}

/** Whose word something is, in words: the article's, the background's or a merged source's. */
function sourceWords(thing) {
  const label = readable(sources.get(thing.origin)?.label ?? thing.origin);
  return [say(`standing.${standing(thing)}`), " ", own(label)];
}

function claimSection(found, edges) {
  const withoutClaim = edges.filter((edge) => edge.claim === undefined || !claims().has(edge.claim));
  const cards = found.map(claimCard);
  const list = make("div", { class: "cards" }, cards.slice(0, MOST_CARDS));
  const more = cards.length > MOST_CARDS
    ? button(sayCount("panel.more", cards.length - MOST_CARDS), (event) => {
      list.append(...cards.slice(MOST_CARDS));
      event.target.remove();
    }, { class: "more" })
    : null;
  if (!cards.length && !withoutClaim.length) return null;
  return make("section", {},
    make("h3", {}, cards.length ? sayCount("panel.said", cards.length) : say("panel.facts")),
    list, more,
    withoutClaim.length && !cards.length
      ? make("ul", { class: "plain" }, withoutClaim.slice(0, MOST_CARDS).map((edge) => make("li", {}, factLine(edge))))
      : null);
}

function factLine(edge) {
  return [own(nodes[edge.from].name), ` ${edge.name} `, own(nodes[edge.to].name), edge.date ? ` (${edge.date})` : ""];
}

/** A claim: our words, who says so and through whom, how sure, where, and the words themselves. */
function claimCard(claim) {
  const through = readable(joined(claim.through));
  const speakers = readable(joined(claim.speakers));
  const where = claim.paragraph === undefined ? null
    : claim.paragraph === 0 ? say("claim.headline")
      : say("claim.place", claim.paragraph, claim.sentence ?? "?");
  const modality = knownModality(claim.modality);
  const sure = say(`modality.${modality}.sentence`);
  return make("article", { class: "claim" },
    make("p", { class: "gloss", dir: "auto" }, readable(claim.gloss) || say("claim.wordless")),
    speakers && make("p", { class: "who" }, say("claim.says"), " ", own(speakers),
      through && through !== speakers ? [`, ${say("claim.through")} `, own(through)] : null),
    make("p", { class: "sure" }, lineMark(lineLook({ modality, negated: claim.negated, origin: claim.origin ?? "" })),
      sure, claim.approximate ? `; ${say("claim.approximate")}` : "", claim.negated ? `; ${say("claim.denied")}` : ""),
    make("p", { class: "where" }, where, button(say("claim.copy"), () => copyText(claim.iri))),
    claim.quotation && make("blockquote", { dir: "auto" }, readable(claim.quotation)));
}

function joined(value) {
  return Array.isArray(value) ? value.join("; ") : value ?? "";
}

/** The neighbours that are shown, with the relation that leads there. */
function near(node) {
  const now = shown();
  const visible = new Set(now.edges);
  const links = node.links.filter((edge) => visible.has(edge));
  if (!links.length) return null;
  const entry = (edge) => {
    const out = edge.from === node.number;
    const other = nodes[out ? edge.to : edge.from];
    return make("li", {},
      button(other.name, () => selectNode(other.number), { dir: "auto" }), " ",
      make("button", { type: "button", class: "via", onclick: () => selectEdges([edge]) },
        `${out ? "→" : "←"} `, own(readable(edge.name, 80)), edge.negated ? ` (${say("card.not")})` : ""));
  };
  return make("section", {}, make("h3", {}, say("panel.near")), entriesOf(links, entry));
}

/** The first things of a list, and a button that brings the rest. */
function entriesOf(things, entry) {
  const list = make("ul", { class: "near" }, things.slice(0, MOST_NEAR).map(entry));
  const rest = things.slice(MOST_NEAR);
  return [list, rest.length ? button(sayCount("panel.more", rest.length), (event) => {
      list.append(...rest.map(entry));
      event.target.remove();
    }, { class: "more" }) : null];
}

function elsewhere(iri, actions) {
  return make("section", { class: "elsewhere" }, make("h3", {}, say("panel.elsewhere")),
    actions.length ? make("p", { class: "actions" }, actions) : null,
    iri ? make("p", { class: "copyable" }, iriText(iri), button(say("copy"), () => copyText(iri), { "aria-label": say("panel.copyIri") })) : null,
    about.command ? make("p", { class: "copyable" }, make("code", {}, readable(about.command)),
      button(say("copy"), () => copyText(about.command), { "aria-label": say("panel.copyCommand") })) : null);
}

// The project's own names are names only so far: nothing answers at their addresses yet.
function iriText(iri) {
  const text = readable(iri);
  return text.startsWith("https://w3id.org/nkgraph/") ? own(text) : address(text);
}
