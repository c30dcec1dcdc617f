// Help, notices, and what the map says when it is empty or leaves things out.
import { about, hidesLines, nodes, readable } from "./data.js";
import { button, byId, make } from "./elements.js";
import { base, changed, MOST_AT_FIRST, shown, state } from "./model.js";
import { closeGroups, isGrouped } from "./groups.js";
import { drawnNodes } from "./draw.js";
import { copyText } from "./downloads.js";
import { fit } from "./camera.js";
import { say, sayCount, thousands, WORDS } from "./text.js";

export function makeDialogs() {
  document.body.append(make("dialog", { id: "help", "aria-label": say("help.name") },
    make("header", {}, make("h2", {}, say("help.name")), button("×", () => byId("help").close(), { class: "close", "aria-label": say("close") })),
    make("p", {}, say("help.lead")),
    make("dl", { class: "keys" }, Object.entries(WORDS.help.keys).flatMap(([key, does]) => [
      make("dt", {}, key.split(" ").flatMap((part, at) => [at ? " " : "", make("kbd", {}, part)])),
      make("dd", {}, does),
    ])),
    about.notes ? make("p", { class: "note" }, readable([about.notes].flat().join(" "), 1500)) : null));
  byId("stage").append(make("div", { id: "notices" }));
}

export function openHelp() {
  byId("help").showModal();
}

/** A line over the picture for a while. */
export function notice(text, seconds = 6) {
  const line = make("p", { class: "notice", role: "status" }, text);
  byId("notices").append(line);
  setTimeout(() => line.remove(), seconds * 1000);
}

/** Say why there is nothing, or what is left out and how to bring it in. */
export function sayWhatIsMissing() {
  if (nodes.length === 0) {
    byId("stage").append(make("div", { id: "empty" },
      make("h2", {}, say("empty.title")),
      make("p", {}, readable(about.empty ?? "") || say("empty.advice")),
      about.command ? make("p", { class: "copyable" }, make("code", {}, readable(about.command)), button(say("copy"), () => copyText(about.command))) : null));
  }
  if (!state.all) {
    byId("caption").append(make("p", { id: "reduced" }));
    sayWhatIsReduced();
  }
}

/** Say how many things the map starts with, or how many marks stand for how many things. */
export function sayWhatIsReduced() {
  const line = byId("reduced");
  if (!line) return;
  line.hidden = state.all || state.focus !== null;
  if (line.hidden) return;
  if (!isGrouped()) {
    line.replaceChildren(say("reduced.said", thousands(base().size), thousands(nodes.length)), " ",
      button(sayCount("reduced.bring", nodes.length - base().size), showAll));
    return;
  }
  const inLanes = nodes.length > MOST_AT_FIRST ? "years" : "days";
  line.replaceChildren(...[say(`reduced.${hidesLines ? inLanes : "grouped"}`, thousands(shown().nodes.size), thousands(drawnNodes().length)), ` ${say("reduced.opens")} `,
    state.ungrouped.size ? [button(say("reduced.close"), closeGroups), " "] : "", button(say("reduced.each"), showAll)].flat());
}

export function showAll() {
  state.all = true;
  changed("shown");
  fit(undefined, false);
}
