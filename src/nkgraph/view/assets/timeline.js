// The time line: how many dated things lie where, and two handles that narrow the map to a stretch.
import { edges, nodes } from "./data.js";
import { anchorDay, stretches } from "./dates.js";
import { byId, draw, make } from "./elements.js";
import { changed, dateOf, shown, state } from "./model.js";
import { say, sayCount } from "./text.js";

const HEIGHT = 30;
const THUMB = 14; // pixels, as in page.css
let bins = [];

/** Make the time line where anything has a date. */
export function makeTimeline() {
  const days = datedThings().map(anchorDay).sort();
  if (days.length === 0) return;
  bins = stretches(days[0], days[days.length - 1]);
  const counts = bins.map((bin) => days.filter((day) => day >= bin.since && day <= bin.until).length);
  const foot = byId("foot");
  foot.hidden = false;
  foot.setAttribute("aria-label", say("time.name"));
  foot.append(
    histogram(counts),
    make("div", { id: "handles" }, handle("since", 0), handle("until", bins.length - 1)),
    make("div", { id: "bins", "aria-hidden": "true" }),
    make("p", { id: "stretch", hidden: true }),
  );
  nameBins();
  window.addEventListener("resize", nameBins);
  showTimeline();
}

/** What has a date: the edges, by themselves or by their event; without edges the nodes. */
function datedThings() {
  const dated = edges.map(dateOf).filter(Boolean);
  return dated.length ? dated : nodes.filter((node) => node.since ?? node.until);
}

function histogram(counts) {
  const most = Math.max(...counts, 1);
  const bars = counts.map((count, at) => {
    const height = count ? Math.max(2, (count / most) * HEIGHT) : 0;
    return draw("rect", { x: at + 0.08, y: HEIGHT - height, width: 0.84, height, "data-bin": at });
  });
  return draw("svg", {
    id: "histogram", viewBox: `0 0 ${bins.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true",
  }, bars);
}

/** Name as many stretches as have room, and let a handle stand below the middle of its stretch. */
function nameBins() {
  const foot = byId("foot");
  const room = foot.clientWidth - 32;
  const each = room / bins.length;
  const every = Math.max(1, Math.ceil((bins[0].label.length * 6.5 + 12) / each));
  byId("bins").replaceChildren(...bins.flatMap((bin, at) => {
    if (at % every) return [];
    const name = make("span", {}, bin.label);
    name.style.left = `${Math.min(room - bin.label.length * 3.2, Math.max(bin.label.length * 3.2, (at + 0.5) * each))}px`;
    return [name];
  }));
  for (const input of byId("handles").children) {
    input.style.left = `${each / 2 - THUMB / 2}px`;
    input.style.width = `${room - each + THUMB}px`;
  }
}

function handle(end, value) {
  const input = make("input", {
    type: "range", min: 0, max: bins.length - 1, step: 1, id: `time-${end}`, "aria-label": say(`time.${end}`),
    oninput: () => slide(end),
  });
  input.value = String(value);
  return input;
}

function slide(end) {
  const since = byId("time-since");
  const until = byId("time-until");
  if (Number(since.value) > Number(until.value)) {
    if (end === "since") since.value = until.value;
    else until.value = since.value;
  }
  state.filter.since = Number(since.value) === 0 ? null : bins[Number(since.value)].since;
  state.filter.until = Number(until.value) === bins.length - 1 ? null : bins[Number(until.value)].until;
  changed("shown");
}

/** Let handles, bars and words follow the filter, whoever set it. */
export function showTimeline() {
  if (bins.length === 0) return;
  const { since, until } = state.filter;
  const first = since ? Math.max(0, bins.findIndex((bin) => bin.until >= since)) : 0;
  const after = until ? bins.findIndex((bin) => bin.since > until) : -1;
  const last = after < 0 ? bins.length - 1 : Math.max(first, after - 1);
  for (const [end, value] of [["since", first], ["until", last]]) {
    byId(`time-${end}`).value = String(value);
    byId(`time-${end}`).setAttribute("aria-valuetext", bins[value].label);
  }
  for (const bar of byId("histogram").children) {
    const at = Number(bar.dataset.bin);
    bar.setAttribute("class", at >= first && at <= last ? "in" : "out");
  }
  const { undated } = shown();
  const stretch = first === last ? bins[first].label : say("time.stretch", bins[first].label, bins[last].label);
  byId("stretch").hidden = !since && !until;
  byId("stretch").textContent = stretch + (undated ? `; ${sayCount("time.undated", undated)}` : "");
}
