// Focus: one node and what lies within one, two or three steps; crumbs and Back lead out again.
import { nodes, readable } from "./data.js";
import { announce, button, byId, make, own } from "./elements.js";
import { changed, shown, state } from "./model.js";
import { fit } from "./camera.js";
import { say, sayCount } from "./text.js";

const STEPS = [1, 2, 3];

export function makeCrumbs() {
  byId("stage").append(make("nav", { id: "crumbs", "aria-label": say("focus.name"), hidden: true }));
}

export function focusOn(number, steps) {
  if (state.focus?.node === number && state.focus.steps === steps) return;
  if (state.focus && state.focus.node !== number) state.trail.push(state.focus);
  state.focus = { node: number, steps };
  state.selected = { node: number };
  arrive();
}

/** One focus back, or out to everything. */
export function goBack() {
  if (!state.focus) return;
  state.focus = state.trail.pop() ?? null;
  state.selected = state.focus ? { node: state.focus.node } : null;
  arrive();
}

export function showEverything() {
  state.focus = null;
  state.trail = [];
  state.selected = null;
  arrive();
}

function arrive() {
  changed("shown");
  changed("selected");
  fit();
  announce(state.focus
    ? say("focus.spoken", nodes[state.focus.node].name, sayCount("focus.steps", state.focus.steps), shown().nodes.size)
    : say("focus.all"));
}

export function showCrumbs() {
  const crumbs = byId("crumbs");
  crumbs.hidden = !state.focus;
  if (!state.focus) return;
  const before = state.trail.map((focus, at) => make("li", {}, button(readable(nodes[focus.node].name, 30), () => {
    state.focus = focus;
    state.trail = state.trail.slice(0, at);
    state.selected = { node: focus.node };
    arrive();
  }, { dir: "auto" })));
  const steps = STEPS.map((step) => button(String(step), () => focusOn(state.focus.node, step), {
    "aria-pressed": String(step === state.focus.steps), "aria-label": sayCount("focus.steps", step),
  }));
  crumbs.replaceChildren(
    button(say("focus.back"), goBack, { class: "back" }),
    make("ol", {}, make("li", {}, button(say("focus.everything"), showEverything)), before,
      make("li", { "aria-current": "true" }, own(readable(nodes[state.focus.node].name, 30)))),
    make("span", { class: "steps", role: "group", "aria-label": say("focus.howFar") }, say("focus.within"), steps),
  );
}
