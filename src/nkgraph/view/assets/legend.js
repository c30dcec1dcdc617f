// The legend is the filter: each entry has its mark, its name and its count, and can be left out.
import { edges, fromElsewhere, groupedBy, hidesLines, kinds, nodes, readable, sourceLetter, sources, standing } from "./data.js";
import { byId, button, make, own } from "./elements.js";
import { commonRelation } from "./bundles.js";
import { changed, state } from "./model.js";
import { dashesOf, drawnShape } from "./draw.js";
import { legibleColour } from "./theme.js";
import { iconMark } from "./icons.js";
import { lineMark, mark } from "./shapes.js";
import { say, thousands } from "./text.js";

const MOST_ENTRIES = 9; // of a list that is shown whole
const BLANK = "\u0000"; // where a name goes in a text, in the direction of its own script
const [MOST_LETTERS, BEGINNING, END] = [36, 12, 13]; // of a name in two lines; left of a longer one
const MOST_ALIKE = 2; // kinds of one look that are shown each in a longer one
export const SURENESS = ["reported", "assessed", "hedged", "quoted", "none"];

export function makeLegend() {
  byId("stage").append(make("section", { id: "legend", "aria-label": say("legend.name") }));
  showLegend();
}

/** How an edge is drawn, for the small picture of its line. */
export function lineLook(edge) {
  return {
    dashes: dashesOf(edge),
    double: fromElsewhere(edge),
    letter: sourceLetter(edge.origin),
    cross: edge.negated,
    sign: edge.open ? "?" : edge.modality === "quoted" ? "“" : null,
  };
}

export function showLegend() {
  const legend = byId("legend");
  const folded = legend.querySelector("details") ? !legend.querySelector("details").open : window.innerWidth <= 700;
  const focused = document.activeElement?.dataset?.entry;
  legend.replaceChildren(make("details", { open: !folded },
    make("summary", {}, say("legend.name")),
    group("kinds", kindEntries()),
    group("modality", modalityEntries()),
    group("sources", sourceEntries()),
    signs(),
    anyFilter() ? button(say("legend.reset"), resetFilter, { class: "reset" }) : null));
  if (focused) legend.querySelector(`[data-entry="${CSS.escape(focused)}"]`)?.focus();
}

let contents = null;

/** What is on the map, whatever is shown of it: counted once. */
function content() {
  contents ??= {
    kinds: counted(nodes, "kind"),
    modality: counted(edges, "modality"),
    sources: counted(edges, "origin"),
    hollow: new Set(nodes.filter(fromElsewhere).map((node) => node.kind)),
    filled: new Set(nodes.filter((node) => !fromElsewhere(node)).map((node) => node.kind)),
    negated: edges.some((edge) => edge.negated),
    open: edges.some((edge) => edge.open),
    elsewhere: edges.some(fromElsewhere),
  };
  return contents;
}

function kindEntries() {
  const { kinds: counts, hollow, filled } = content();
  let before = "";
  return [...kinds.values()].filter((kind) => counts.get(kind.iri)).map((kind) => {
    // Kinds that look alike stand under one mark: five grey diamonds would ask for five meanings.
    const look = [drawnShape(kind.shape), kind.colour, hollow.has(kind.iri), filled.has(kind.iri)].join(" ");
    const same = look === before;
    before = look;
    const colour = legibleColour(kind.colour);
    return {
      key: kind.iri, name: kind.label, count: counts.get(kind.iri), look,
      mark: same ? make("span", { class: "same" }) : mark(drawnShape(kind.shape), colour, hollow.has(kind.iri) && !filled.has(kind.iri)),
      icon: iconMark(kind.iri),
    };
  });
}

function modalityEntries() {
  const counts = content().modality;
  return SURENESS.filter((name) => counts.get(name)).map((name) => ({
    key: name,
    name: say(`modality.${name}.name`),
    hint: say(`modality.${name}.sentence`),
    count: counts.get(name),
    mark: lineMark({ dashes: dashesOf({ modality: name }), sign: name === "quoted" ? "“" : null }),
  }));
}

function sourceEntries() {
  const counts = content().sources;
  return [...sources].filter(([iri]) => counts.get(iri)).map(([iri, source]) => ({
    key: iri,
    name: readable(source.label, 300),
    hint: say(`standing.${standing({ origin: iri })}`),
    count: counts.get(iri),
    mark: lineMark({ double: fromElsewhere({ origin: iri }), letter: sourceLetter(iri) }),
  }));
}

function counted(things, fact) {
  const counts = new Map();
  for (const thing of things) counts.set(thing[fact], (counts.get(thing[fact]) ?? 0) + 1);
  return counts;
}

function group(name, entries) {
  if (entries.length === 0) return null;
  const rows = entries.map((entry) => {
    const on = !state.filter[name] || state.filter[name].has(entry.key);
    const label = make("bdi", { class: "name", dir: "auto" }, inTwoLines(entry.name));
    const box = make("input", {
      type: "checkbox", "data-entry": `${name} ${entry.key}`, onchange: () => toggleEntry(name, entry.key, entries),
      onfocus: ({ target }) => { if (target.matches(":focus-visible")) label.textContent = entry.name; },
      onblur: () => { label.textContent = inTwoLines(entry.name); },
    });
    box.checked = on;
    return make("div", { class: on ? "entry" : "entry off" },
      // A long name has two lines there, and all of itself where it is pointed at or the keyboard is.
      make("label", { title: [entry.name, entry.hint].filter(Boolean).join("\n") }, box, entry.mark, entry.icon ?? null, label,
        make("span", { class: "count" }, thousands(entry.count))),
      entries.length > 1
        ? button(say("legend.only"), () => setFilter(name, new Set([entry.key])), {
          class: "only", "aria-label": say("legend.onlyThis", entry.name),
        })
        : null);
  });
  return make("fieldset", {}, make("legend", {}, say(`legend.${name}`)),
    entries.length > MOST_ENTRIES ? inFolds(entries, rows) : rows);
}

const unfolded = new Set(); // the looks whose kinds a person has asked to see

/** A long list's rows, with kinds that look alike folded into one row for each look. */
function inFolds(entries, rows) {
  const looks = groupedBy(entries.map((entry, at) => ({ ...entry, row: rows[at] })), (entry) => entry.look ?? entry.key);
  return [...looks].flatMap(([look, alike]) => {
    if (alike.length <= MOST_ALIKE) return alike.map((entry) => entry.row);
    const count = alike.reduce((sum, entry) => sum + entry.count, 0);
    const [before, after] = say("legend.alike", BLANK, alike.length - 1).split(BLANK);
    const open = unfolded.has(look) || alike.some((entry) => entry.row.classList.contains("off"));
    const ontoggle = (event) => (event.target.open ? unfolded.add(look) : unfolded.delete(look));
    return make("details", { class: "fold", open, ontoggle },
      make("summary", {}, alike[0].mark.cloneNode(true),
        make("span", { class: "name" }, before, own(alike[0].name), after),
        make("span", { class: "count" }, thousands(count))),
      alike.map((entry) => entry.row));
  });
}

/** A long name without its middle: files of one publisher differ at the end. */
function inTwoLines(name) {
  const letters = Array.from(name);
  if (letters.length <= MOST_LETTERS) return name;
  return `${letters.slice(0, BEGINNING).join("")}…${letters.slice(-END).join("")}`;
}

function toggleEntry(name, key, entries) {
  const on = new Set(state.filter[name] ?? entries.map((entry) => entry.key));
  if (on.has(key)) on.delete(key);
  else on.add(key);
  setFilter(name, on.size === entries.length ? null : on);
}

function setFilter(name, values) {
  state.filter[name] = values;
  changed("shown");
}

export function anyFilter() {
  return Object.values(state.filter).some((value) => value !== null);
}

export function resetFilter() {
  for (const name of Object.keys(state.filter)) state.filter[name] = null;
  changed("shown");
}

/** The marks that are no filter, where they occur: what they mean. */
function signs() {
  const all = content();
  const found = [
    all.negated && [{ cross: true }, "negated"],
    all.open && [{ sign: "?" }, "open"],
    all.elsewhere && [{ double: true }, "elsewhere"],
    hidesLines && [{}, "touched"],
    commonRelation() && [{}, "common"],
  ].filter(Boolean);
  const hollow = all.hollow.size > 0 && all.filled.size > 0;
  if (!found.length && !hollow) return null;
  return make("ul", { class: "signs", "aria-label": say("legend.signs") },
    found.map(([look, key]) => make("li", {}, lineMark(look), say(`legend.${key}`, commonRelation()))),
    hollow ? make("li", {}, mark("dot", legibleColour(null), true), say("legend.hollow")) : null);
}
