// The shortest way between two nodes, along what is shown.
import { announce } from "./elements.js";
import { ask, stopAsking } from "./search.js";
import { changed, shown, state } from "./model.js";
import { fit } from "./camera.js";
import { nodes, readable } from "./data.js";
import { reveal } from "./groups.js";
import { say, sayCount } from "./text.js";
import { notice } from "./dialogs.js";

let pathStart = null; // the node from which a path is wanted

/** Take the next node that is clicked or found as the path's end. */
export function startPath(number) {
  pathStart = number;
  const hint = say("path.ask", readable(nodes[number].name, 30));
  ask(hint, (end) => pathGoesTo(end));
  announce(hint);
}

export function stopPath() {
  pathStart = null;
  stopAsking();
}

/** If a path is wanted, show the one that ends here and return true. */
export function pathGoesTo(end) {
  if (pathStart === null) return false;
  const from = pathStart;
  stopPath();
  showPath(from, end);
  return true;
}

export function showPath(from, to) {
  const path = shortest(from, to);
  if (!path) {
    notice(say("path.none", nodes[from].name, nodes[to].name));
    return;
  }
  reveal(path.nodes);
  state.selected = { path };
  changed("selected");
  fit(path.nodes, true);
  announce(sayCount("path.title", path.edges.length));
}

/** Breadth first over the shown edges, in either direction. */
export function shortest(from, to) {
  const now = shown();
  const links = new Map();
  for (const edge of now.edges) {
    for (const end of [edge.from, edge.to]) {
      if (links.has(end)) links.get(end).push(edge);
      else links.set(end, [edge]);
    }
  }
  const came = new Map([[from, null]]);
  for (let rim = [from]; rim.length && !came.has(to);) {
    const next = [];
    for (const at of rim) {
      for (const edge of links.get(at) ?? []) {
        const other = edge.from === at ? edge.to : edge.from;
        if (came.has(other)) continue;
        came.set(other, { at, edge });
        next.push(other);
      }
    }
    rim = next;
  }
  if (!came.has(to)) return null;
  const path = { nodes: [to], edges: [] };
  for (let step = came.get(to); step; step = came.get(step.at)) {
    path.nodes.unshift(step.at);
    path.edges.unshift(step.edge);
  }
  return path;
}
