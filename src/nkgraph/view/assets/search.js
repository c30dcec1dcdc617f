// Search as you type, in names, other names and codes; Enter flies to the first of what is found.
import { kinds, nodes, readable } from "./data.js";
import { announce, byId, make } from "./elements.js";
import { drawnNodes } from "./draw.js";
import { colourOf, shapeOf } from "./draw.js";
import { mark } from "./shapes.js";
import { say, sayCount } from "./text.js";
import { selectNode } from "./select.js";

const MOST = 12;
const PART = 2000; // characters of a name that are searched

/** Letters without accents and case, so that Ryōmyŏng is found as ryomyong. */
function folded(text) {
  return text.slice(0, PART).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function haystack(node) {
  node.hay ??= [node.name, ...(node.names ?? []), ...(node.codes ?? [])].map((text) => folded(readable(text)));
  return node.hay;
}

/** The nodes that a text finds, the best first: whole names, then beginnings, then parts. */
export function find(text) {
  const wanted = folded(readable(text));
  if (!wanted) return [];
  const drawn = new Set(drawnNodes());
  const found = [];
  for (const node of nodes) {
    let best = 9;
    haystack(node).forEach((name, at) => {
      const where = name.indexOf(wanted);
      if (where < 0) return;
      const rank = name === wanted ? 0 : where === 0 ? 1 : /[\s(-]/.test(name[where - 1]) ? 2 : 3;
      best = Math.min(best, rank + (at > 0 ? 0.5 : 0));
    });
    if (best < 9) found.push([best + (drawn.has(node.number) ? 0 : 0.25), node]);
  }
  found.sort((one, other) => one[0] - other[0] || other[1].size - one[1].size);
  return found.map(([, node]) => node);
}

let listed = [];
let active = -1;
let chooser = null; // what to do with what is chosen, if not to select it

export function makeSearch() {
  const field = make("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
    placeholder: say("search.hint"), "aria-label": say("search.name"), "aria-controls": "found",
    "aria-expanded": "false", "aria-autocomplete": "list",
    oninput: list, onkeydown: key, onfocus: list, onblur: () => setTimeout(closeFound, 150),
  });
  byId("tools").append(make("div", { id: "searching" }, field,
    make("ul", { id: "found", role: "listbox", "aria-label": say("search.found"), hidden: true })));
}

/** Let the next choice go to `then`, with a hint in the field. */
export function ask(hint, then) {
  const field = byId("search");
  chooser = then;
  field.value = "";
  field.placeholder = hint;
  field.focus();
}

export function stopAsking() {
  chooser = null;
  byId("search").placeholder = say("search.hint");
}

function list() {
  listed = find(byId("search").value);
  active = listed.length ? 0 : -1;
  paintFound();
  if (byId("search").value) announce(sayCount("search.count", listed.length));
}

function paintFound() {
  const field = byId("search");
  const box = byId("found");
  const open = field.value.trim() !== "" && document.activeElement === field;
  box.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  box.replaceChildren(...listed.slice(0, MOST).map((node, at) => make(
    "li",
    { role: "option", id: `found-${at}`, "aria-selected": String(at === active), onmousedown: (event) => { event.preventDefault(); choose(node); } },
    mark(shapeOf(node), colourOf(node)), make("span", { dir: "auto", class: "name" }, readable(node.name, 80)),
    make("span", { class: "count" }, kinds.get(node.kind).label),
  )));
  if (open && listed.length === 0) {
    box.append(make("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, say("search.nothing")));
  }
  if (open && active >= 0) {
    field.setAttribute("aria-activedescendant", `found-${active}`);
    byId(`found-${active}`)?.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function key(event) {
  const last = Math.min(MOST, listed.length) - 1;
  if (event.key === "ArrowDown") active = Math.min(last, active + 1);
  else if (event.key === "ArrowUp") active = Math.max(0, active - 1);
  else if (event.key === "Enter") {
    if (active >= 0) choose(listed[active]);
    return;
  } else if (event.key === "Escape") {
    stopAsking();
    event.target.value = "";
    closeFound();
    byId("picture").focus({ preventScroll: true });
    event.stopPropagation();
    return;
  } else return;
  event.preventDefault();
  paintFound();
}

function choose(node) {
  const then = chooser;
  stopAsking();
  byId("search").value = "";
  closeFound();
  byId("picture").focus({ preventScroll: true });
  if (then) then(node.number);
  else selectNode(node.number, { fly: true });
}

function closeFound() {
  byId("found").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}
