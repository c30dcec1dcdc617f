// window.nkgraph: what tests, scripts and embedding pages rely on. Ids are the data's own.
import { edgeByKey, nodeByKey, nodes, table } from "./data.js";
import { addressText } from "./address.js";
import { isTurned, toLayout } from "./adapt.js";
import { changed, shown, state } from "./model.js";
import { clearSelection, selectEdges, selectNode } from "./select.js";
import { find } from "./search.js";
import { focusOn, showEverything } from "./focus.js";
import { drawnNodes, network } from "./draw.js";
import { marks, membersOf, standIn } from "./groups.js";

const FILTER_SETS = ["kinds", "modality", "sources"];

export function offerInterface() {
  window.nkgraph = Object.freeze({
    /** Ids of the nodes drawn now, each by a mark of its own. */
    nodes: () => [...shown().nodes].filter((number) => standIn(number) === number).map((number) => nodes[number].key),
    /** Ids of the edges drawn now, those in bundles included. */
    edges: () => shown().edges.map((edge) => edge.key),
    /** Ids of the nodes that a text finds. */
    search: (text) => find(String(text)).map((node) => node.key),
    /** Select a node or an edge; null for none. Tells whether there is one of that id. */
    select(id) {
      if (id === null || id === undefined) clearSelection();
      else if (nodeByKey.has(id)) selectNode(nodeByKey.get(id).number);
      else if (edgeByKey.has(id)) selectEdges([edgeByKey.get(id)]);
      else return false;
      return true;
    },
    /** Show what lies within 1, 2 or 3 steps of a node; null for everything. */
    focus(id, steps = 1) {
      if (id === null || id === undefined) showEverything();
      else if (nodeByKey.has(id)) focusOn(nodeByKey.get(id).number, Math.min(3, Math.max(1, Math.trunc(steps) || 1)));
      else return false;
      return true;
    },
    /** Show only what is listed; what is left out or null is not narrowed. */
    filter(wanted = {}) {
      for (const name of FILTER_SETS) state.filter[name] = wanted[name] ? new Set(wanted[name]) : null;
      for (const end of ["since", "until"]) state.filter[end] = wanted[end] ?? null;
      changed("shown");
    },
    /** What is selected, in focus and left out now, and the part of the picture that is seen. */
    state() {
      const { selected, focus, filter, theme, all } = state;
      return {
        selected: selected?.node !== undefined ? nodes[selected.node].key : null,
        selectedEdges: (selected?.edges ?? selected?.path?.edges ?? []).map((edge) => edge.key),
        path: selected?.path ? selected.path.nodes.map((number) => nodes[number].key) : null,
        focus: focus ? nodes[focus.node].key : null,
        steps: focus ? focus.steps : 0,
        filter: {
          ...Object.fromEntries(FILTER_SETS.map((name) => [name, filter[name] && [...filter[name]]])),
          since: filter.since, until: filter.until,
        },
        groups: drawnNodes().filter(membersOf).map((number) => ({ name: marks[number].title, count: membersOf(number).length })),
        theme: theme ?? null,
        all,
        at: { ...toLayout(network.getViewPosition()), scale: network.getScale(), turned: isTurned() },
        address: addressText(),
      };
    },
    /** The rows behind the picture, each an object from column to value. */
    rows() {
      const { columns, rows } = table();
      return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
    },
  });
}
