// The page comes up: everything is made once, then follows what changes.
import { about, edges, nodes } from "./data.js";
import { byId } from "./elements.js";
import { adaptLayout } from "./adapt.js";
import { fit } from "./camera.js";
import { commonRelation } from "./bundles.js";
import { createNetwork, network, recolour, setDrawn, sync } from "./draw.js";
import { followAddress, goToAddress, readAddress, writeSoon } from "./address.js";
import { makeCard } from "./card.js";
import { makeCrumbs, showCrumbs } from "./focus.js";
import { makeDialogs, sayWhatIsMissing, sayWhatIsReduced } from "./dialogs.js";
import { makeLegend, showLegend } from "./legend.js";
import { makeMenu } from "./menu.js";
import { makePanel, showPanel } from "./panel.js";
import { makeSearch } from "./search.js";
import { makeTable } from "./table.js";
import { makeTimeline, showTimeline } from "./timeline.js";
import { nameOutlines } from "./backdrop.js";
import { offerInterface } from "./interface.js";
import { onChange, reach, shown, state } from "./model.js";
import { say } from "./text.js";
import { setTheme } from "./theme.js";
import { startKeyboard } from "./keyboard.js";
import { startPicture } from "./picture.js";

const DOUBLE_CLICK = 350; // milliseconds
const root = document.documentElement;

function start() {
  state.reducible = !state.all;
  const address = readAddress();
  setTheme(state.theme);
  makePanel();
  makeSearch();
  makeMenu();
  makeCrumbs();
  makeDialogs();
  makeTable();
  makeCard();
  makeTimeline();
  makeLegend();
  nameOutlines();
  const picture = byId("picture");
  picture.setAttribute("role", "application");
  picture.setAttribute("aria-roledescription", say("picture.role"));
  picture.setAttribute("aria-label", say("picture.name", about.title, nodes.length, edges.length));
  adaptLayout();
  setDrawn();
  sayWhatIsMissing();
  createNetwork();
  if (commonRelation()) showLegend();
  showPanel();
  showCrumbs();
  startPicture();
  goToAddress(address);
  startKeyboard();
  followAddress();
  offerInterface();
  onChange(follow);
  followSurroundings();
  network.once("afterDrawing", ready);
  network.redraw();
}

/** Ready: positions are drawn and input is answered. */
function ready() {
  root.dataset.state = "ready";
  performance.mark("nkgraph:ready");
}

function follow(what) {
  if (what === "theme") {
    recolour();
    showLegend();
    showPanel();
  }
  if (what === "shown") {
    sync();
    showLegend();
    showTimeline();
    showCrumbs();
    sayWhatIsReduced();
    if (state.selected) showPanel();
  }
  if (what === "selected") {
    const was = byId("panel").hidden;
    showPanel();
    // Until a person has moved the picture, the whole of it stays in sight beside the panel.
    if (was !== byId("panel").hidden && !state.moved) fitSoon();
    network.redraw();
  }
  if (what === "moved") state.moved = true;
  writeSoon();
}

let fitTimer = 0;

/** Fit the picture, but not between the two clicks of a double click: they are to meet one thing. */
function fitSoon() {
  clearTimeout(fitTimer);
  fitTimer = setTimeout(() => {
    if (state.moved) return;
    // What a small screen has room for beside the panel is what the panel speaks of.
    const near = state.selected?.node !== undefined && window.innerWidth <= 700;
    fit(near ? [...reach(state.selected.node, 1)].filter((number) => shown().nodes.has(number)) : undefined);
  }, DOUBLE_CLICK);
}

/** The system's theme, the window's size and the printer. */
function followSurroundings() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    setTheme(state.theme);
    follow("theme");
  });
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (!state.moved && Math.abs(window.innerWidth - width) > 60) {
      width = window.innerWidth;
      setTimeout(() => fit(undefined, false), 80);
    }
  });
  window.addEventListener("beforeprint", () => {
    setTheme("light");
    recolour();
    network.redraw();
  });
  window.addEventListener("afterprint", () => {
    setTheme(state.theme);
    recolour();
  });
}

start();
