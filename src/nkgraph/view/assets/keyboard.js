// Everything by keyboard. Letters act only outside of fields; arrows walk from mark to mark.
import { byId } from "./elements.js";
import { clearSelection, selectGroup, selectNode } from "./select.js";
import { deepen } from "./picture.js";
import { fit, moveTo } from "./camera.js";
import { drawnNodes, network, placeOf } from "./draw.js";
import { goBack } from "./focus.js";
import { marks, membersOf, openGroup, standIn } from "./groups.js";
import { openHelp } from "./dialogs.js";
import { openTable } from "./table.js";
import { pathFromHere, switchTheme } from "./menu.js";
import { state } from "./model.js";
import { stopPath } from "./path.js";

const ZOOM = 1.3;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const KEYS = {
  "/": () => byId("search").focus(),
  "?": openHelp,
  "0": () => fit(),
  "+": () => zoom(ZOOM),
  "=": () => zoom(ZOOM),
  "-": () => zoom(1 / ZOOM),
  t: openTable,
  d: switchTheme,
  p: pathFromHere,
  b: goBack,
  f: () => { if (state.selected?.node !== undefined) deepen(state.selected.node); },
  l: () => byId("legend").querySelector("summary").focus(),
  Escape: () => { stopPath(); clearSelection(); },
};

export function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    const inField = event.target.matches?.('input:not([type="checkbox"]), select, textarea');
    if (inField && event.key !== "Escape") return;
    if (ARROWS[event.key] && document.activeElement === byId("picture")) walk(ARROWS[event.key]);
    else if (event.key === "Enter" && document.activeElement === byId("picture")) openPanel();
    else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
    else return;
    event.preventDefault();
  });
}

function zoom(by) {
  moveTo(network.getViewPosition(), Math.min(8, Math.max(0.02, network.getScale() * by)));
}

function openPanel() {
  if (state.selected?.group !== undefined) return openGroup(state.selected.group);
  const panel = byId("panel");
  if (!panel.hidden) panel.querySelector("h2").focus();
  return undefined;
}

/** From the selected mark to the nearest one in a direction; at first to the largest. */
function walk([dx, dy]) {
  const drawn = drawnNodes();
  if (drawn.length === 0) return;
  const from = markedNow();
  if (from === undefined) {
    stepTo(drawn.reduce((best, number) => (marks[number].size > marks[best].size ? number : best)));
    return;
  }
  const start = placeOf(from);
  let best = null;
  for (const number of drawn) {
    const place = placeOf(number);
    const ahead = (place.x - start.x) * dx + (place.y - start.y) * dy;
    const aside = Math.abs((place.x - start.x) * dy) + Math.abs((place.y - start.y) * dx);
    if (number === from || ahead <= 0 || aside > ahead * 2) continue;
    const cost = ahead + aside * 2;
    if (!best || cost < best.cost) best = { number, cost };
  }
  if (best) stepTo(best.number);
}

/** The number of the mark that is selected: a thing's, or a group's. */
function markedNow() {
  const { selected } = state;
  return selected?.group ?? (selected?.node === undefined ? undefined : standIn(selected.node));
}

function stepTo(number) {
  if (membersOf(number)) selectGroup(number);
  else selectNode(number);
}
