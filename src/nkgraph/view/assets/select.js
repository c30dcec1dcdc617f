// Selecting: one node, some edges, or nothing; the panel, the picture and the address follow.
import { kinds, nodes } from "./data.js";
import { announce, byId } from "./elements.js";
import { marks, reveal } from "./groups.js";
import { freeSpace, moveTo } from "./camera.js";
import { network, placeOf } from "./draw.js";
import { changed, shown, state } from "./model.js";
import { say, sayCount, thousands } from "./text.js";

export function selectNode(number, { fly = false, spoken = true } = {}) {
  if (!shown().nodes.has(number)) makeVisible(number);
  reveal([number]);
  state.selected = { node: number };
  changed("selected");
  const node = nodes[number];
  if (spoken) announce(say("spoken.node", node.name, kinds.get(node.kind).label, sayCount("card.links", node.links.length)));
  bring(number, fly);
}

/** Select a group of alike things, as the arrow keys do: a click opens it at once. */
export function selectGroup(number) {
  state.selected = { group: number };
  changed("selected");
  announce(say("group.spoken", thousands(marks[number].members.length), marks[number].title));
  bring(number, false);
}

export function selectEdges(edges, bundle = null) {
  state.selected = { edges, bundle };
  changed("selected");
  const [first] = edges;
  announce(say("spoken.edge", nodes[first.from].name, first.name, nodes[first.to].name));
}

export function clearSelection() {
  if (!state.selected) return;
  const inside = byId("panel").contains(document.activeElement);
  state.selected = null;
  changed("selected");
  if (inside) byId("picture").focus({ preventScroll: true });
}

/** A node that a filter, a focus or the first selection keeps out is brought in. */
function makeVisible(number) {
  state.focus = null;
  state.trail = [];
  Object.assign(state.filter, { kinds: null, modality: null, sources: null, since: null, until: null });
  changed("shown");
  if (!shown().nodes.has(number)) {
    state.all = true;
    changed("shown");
  }
}

/** Move the view only if the node is not in the free part of the picture, or if asked to fly. */
function bring(number, fly) {
  const scale = network.getScale();
  const free = freeSpace();
  const place = placeOf(number);
  const at = network.canvasToDOM({ x: place.x, y: place.y });
  const inside = at.x > free.left + 20 && at.x < free.left + free.width - 20
    && at.y > free.top + 20 && at.y < free.top + free.height - 20;
  if (inside && !fly) return;
  const next = fly ? Math.max(scale, Math.min(1.4, scale * 2)) : scale;
  const whole = byId("picture").getBoundingClientRect();
  moveTo({
    x: place.x - (free.left + free.width / 2 - whole.width / 2) / next,
    y: place.y - (free.top + free.height / 2 - whole.height / 2) / next,
  }, next);
}
