// Taking the map elsewhere: pictures of what is seen, and the data behind it.
import { about, kinds, nodes, readable, table } from "./data.js";
import { announce, make } from "./elements.js";
import { trouble } from "./failure.js";
import { shown } from "./model.js";
import { sortedRows } from "./table.js";
import { stillPicture } from "./still.js";
import { say } from "./text.js";

const SHARPNESS = 2; // pixels of a PNG for each of the screen

export function download(format) {
  const name = fileName(format);
  if (format === "png") return savePng(name);
  const [text, type] = {
    svg: () => ['<?xml version="1.0" encoding="UTF-8"?>\n' + stillPicture().text, "image/svg+xml"],
    csv: () => [csvText(), "text/csv"],
    graphml: () => [graphmlText(), "application/xml"],
    json: () => [jsonText(), "application/json"],
  }[format]();
  save(new Blob([text], { type: `${type};charset=utf-8` }), name);
  return undefined;
}

function fileName(format) {
  return `${(about.name || "map").replace(/[^\w-]+/g, "-").slice(0, 60)}.${format}`;
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  announce(say("menu.saved", name));
}

function savePng(name) {
  const { text, width, height } = stillPicture();
  const image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: width * SHARPNESS, height: height * SHARPNESS });
    const context = canvas.getContext("2d");
    context.scale(SHARPNESS, SHARPNESS);
    context.drawImage(image, 0, 0);
    canvas.toBlob((blob) => (blob ? save(blob, name) : trouble(say("trouble.picture"))), "image/png");
  };
  image.onerror = () => trouble(say("trouble.picture"));
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** The rows behind the picture as RFC 4180 has them. */
export function csvText() {
  const { columns } = table();
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join("; ") : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...sortedRows()].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const NODE_FACTS = ["label", "kind", "kindLabel", "origin", "edtf", "since", "until", "x", "y", "size"];
const EDGE_FACTS = ["relation", "label", "modality", "negated", "approximate", "open", "claim", "origin", "edtf", "since", "until", "weight"];

/** What is shown, for Gephi, yEd, networkx and others: http://graphml.graphdrawing.org/specification.html */
export function graphmlText() {
  const now = shown();
  const keys = [["node", NODE_FACTS], ["edge", EDGE_FACTS]].flatMap(([owner, facts]) => facts.map((fact) => {
    const type = ["x", "y", "size", "weight"].includes(fact) ? "double" : ["negated", "approximate", "open"].includes(fact) ? "boolean" : "string";
    return `<key id="${owner[0]}-${fact}" for="${owner}" attr.name="${fact}" attr.type="${type}"/>`;
  }));
  const data = (owner, facts, thing) => facts.filter((fact) => thing[fact] !== undefined && thing[fact] !== "").map((fact) => `<data key="${owner}-${fact}">${xml(thing[fact])}</data>`).join("");
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', ...keys,
    '<graph edgedefault="directed">',
    ...[...now.nodes].map((at) => `<node id="${xml(nodes[at].key)}">${data("n", NODE_FACTS, nodes[at])}</node>`),
    ...now.edges.map((edge) => `<edge id="${xml(edge.key)}" source="${xml(nodes[edge.from].key)}" target="${xml(nodes[edge.to].key)}">${data("e", EDGE_FACTS, edge)}</edge>`),
    "</graph>", "</graphml>", ""].join("\n");
}

/** Text for XML: escaped, and without the characters that XML 1.0 cannot hold. */
function xml(value) {
  const clean = String(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return clean.replace(/[&<>"\r\n\t]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** What is shown, in networkx' node-link form. */
export function jsonText() {
  const now = shown();
  const picked = (thing, facts) => Object.fromEntries(facts.filter((fact) => thing[fact] !== undefined && thing[fact] !== "").map((fact) => [fact, thing[fact]]));
  return JSON.stringify({
    directed: true, multigraph: true,
    graph: { name: about.name, title: about.title, command: about.command, kinds: [...kinds.values()].map((kind) => kind.iri) },
    nodes: [...now.nodes].map((at) => ({ id: nodes[at].key, ...picked(nodes[at], [...NODE_FACTS, "names", "codes"]) })),
    edges: now.edges.map((edge) => ({ source: nodes[edge.from].key, target: nodes[edge.to].key, key: edge.key, ...picked(edge, EDGE_FACTS) })),
  }, null, 1);
}

/** Put a text on the clipboard, by the old way where the new one is not allowed. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "unseen", readonly: true, "aria-hidden": "true" });
    area.value = text;
    const host = document.querySelector("dialog[open]") ?? document.body;
    host.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) return trouble(say("trouble.copy", readable(text, 200)));
  }
  return announce(say("copied"));
}
