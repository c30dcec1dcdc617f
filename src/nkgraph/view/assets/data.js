// The network as the page holds it: arrays of nodes and edges, which know each other by number.
// Names from the data are only ever looked up in Maps: a node may be called __proto__.
import { block, say } from "./text.js";

export const about = block("about");
export const nodes = block("nodes");
export const edges = block("edges");
export const nodeByKey = new Map(nodes.map((node) => [node.key, node]));
export const edgeByKey = new Map(edges.map((edge) => [edge.key, edge]));

// Controls, lone surrogates and marks that turn the writing direction of what stands around them:
// unseen, and able to make a text read as another one.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text of the data as a person can read it: nothing unseen in it, and not endless. */
export function readable(text, most = Infinity) {
  const clean = String(text ?? "").replace(UNSEEN, "").trim();
  return clean.length > most ? clean.slice(0, most - 1) + "…" : clean;
}

const MODALITIES = new Set(["reported", "assessed", "hedged", "quoted"]);

/** How sure something is, by the names that the page has words and dashes for. */
export function knownModality(name) {
  return MODALITIES.has(name) ? name : "none";
}

/** Things by what `keyOf` says of each: a Map from that to a list, in the things' order. */
export function groupedBy(things, keyOf) {
  const groups = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (groups.has(key)) groups.get(key).push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

/** The last part of an IRI: what is left to call a thing that has no name. */
function tail(iri) {
  return readable(iri.split(/[/#]/).filter(Boolean).pop() ?? "", 60);
}

nodes.forEach((node, number) => {
  node.number = number;
  node.links = [];
  node.name = readable(node.label) || tail(node.key) || say("nameless");
});
edges.forEach((edge, number) => {
  edge.number = number;
  edge.modality = knownModality(edge.modality);
  edge.name = readable(edge.label) || tail(edge.relation ?? "") || say("relation");
  nodes[edge.from].links.push(edge);
  if (edge.from !== edge.to) nodes[edge.to].links.push(edge);
});

export function capital(text) {
  const [first = ""] = text;
  return first.toLocaleUpperCase("en") + text.slice(first.length);
}

/** How a kind looks and what it is called; kinds that the ontology does not know look plain. */
export const kinds = new Map(
  about.kinds
    .slice()
    .sort((one, other) => (one.rank ?? 1e9) - (other.rank ?? 1e9))
    .map((kind) => [kind.iri, { ...kind, label: capital(readable(kind.label) || tail(kind.iri)) }]),
);
for (const node of nodes) {
  node.kind ??= "";
  if (!kinds.has(node.kind)) {
    const label = capital(readable(node.kindLabel) || tail(node.kind) || say("kindless"));
    kinds.set(node.kind, { iri: node.kind, label, shape: "dot", colour: null });
  }
}

/** Whether events stand in lanes: lines to them would cover all else, so they wait to be touched. */
export const hidesLines = Boolean(about.lanes?.length);

export const sources = new Map(Object.entries(about.sources));
for (const thing of [...nodes, ...edges]) thing.origin ??= "";
if (edges.some((edge) => edge.origin === "")) {
  sources.set("", { label: say("sourceless"), standing: "unknown" });
}

/** "article", "background", "merged" or "unknown": whose word something is. */
export function standing(thing) {
  return sources.get(thing.origin)?.standing ?? "unknown";
}

const APART = ["background", "merged"];
const outsiders = new Set([...sources.keys()].filter((iri) => APART.includes(sources.get(iri).standing)));

/** True for what neither the article says nor has no source: drawn apart, and said so. */
export function fromElsewhere(thing) {
  return outsiders.has(thing.origin);
}

let sourceLetters = null;

/** The letter that tells a source's lines from those of others, where several draw some beside the
    article: A for the first of the legend. */
export function sourceLetter(iri) {
  sourceLetters ??= lettered();
  return sourceLetters.get(iri) ?? "";
}

function lettered() {
  if (outsiders.size < 2) return new Map();
  const drawn = new Set(edges.map((edge) => edge.origin));
  const apart = [...outsiders].filter((iri) => drawn.has(iri));
  return new Map(apart.length < 2 ? [] : apart.map((iri, at) => [iri, letterOf(at)]));
}

/** A to Z, then AA and so on. */
function letterOf(number) {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : letterOf(Math.floor(number / 26) - 1) + last;
}

// The claims and the rows are read when first asked for: most of the page's bytes are theirs.
let claimTexts = null;
export function claims() {
  claimTexts ??= new Map(Object.entries(block("claims")));
  return claimTexts;
}

let rowTexts = null;
export function table() {
  rowTexts ??= block("rows");
  return rowTexts;
}

/** The claims behind some edges, each once, in the edges' order. */
export function claimsOf(someEdges) {
  const found = new Map();
  for (const edge of someEdges) {
    if (edge.claim !== undefined && claims().has(edge.claim)) {
      found.set(edge.claim, { iri: edge.claim, ...claims().get(edge.claim) });
    }
  }
  return [...found.values()];
}
