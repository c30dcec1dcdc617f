// The menu at the top right: downloads, table, share, help.
import { announce, button, byId, make } from "./elements.js";
import { about } from "./data.js";
import { changed, state } from "./model.js";
import { copyText, download } from "./downloads.js";
import { fit } from "./camera.js";
import { isDark, setTheme } from "./theme.js";
import { notice, openHelp, showAll } from "./dialogs.js";
import { openTable } from "./table.js";
import { say } from "./text.js";
import { startPath } from "./path.js";
import { writeAddress } from "./address.js";

const FORMATS = ["png", "svg", "csv", "graphml", "json"];

export function makeMenu() {
  const opener = button(say("menu.name"), toggleMenu, { id: "menu-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": "menu" });
  const items = [
    item("table", openTable, "t"), item("fit", () => fit(), "0"), item("path", pathFromHere, "p"), item("all", showAll),
    rule(), ...FORMATS.map((format) => item(format, () => download(format))),
    rule(), item("link", shareLink), about.command ? item("command", () => copyText(about.command)) : null,
    item("print", () => window.print()), item("theme", switchTheme, "d"), item("help", openHelp, "?"),
  ];
  byId("tools").append(opener, make("ul", { id: "menu", role: "menu", "aria-label": say("menu.name"), hidden: true, onkeydown: keys }, items.filter(Boolean)));
  document.addEventListener("pointerdown", (event) => {
    if (!byId("menu").hidden && !byId("tools").contains(event.target)) closeMenu();
  });
}

function item(key, action, shortcut = null) {
  return make("li", {
    role: "menuitem", tabindex: -1, id: `menu-${key}`, "aria-keyshortcuts": shortcut,
    onclick: () => { closeMenu(); action(); },
  }, say(`menu.${key}`), shortcut ? make("kbd", { "aria-hidden": "true" }, shortcut) : null);
}

function rule() {
  return make("li", { role: "separator" });
}

function items() {
  return [...byId("menu").querySelectorAll('[role="menuitem"]')].filter((each) => !each.hidden);
}

function toggleMenu() {
  if (!byId("menu").hidden) return closeMenu();
  byId("menu-all").hidden = state.all;
  byId("menu").hidden = false;
  byId("menu-button").setAttribute("aria-expanded", "true");
  return items()[0].focus();
}

function closeMenu() {
  byId("menu").hidden = true;
  byId("menu-button").setAttribute("aria-expanded", "false");
}

function keys(event) {
  const all = items();
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) all[(to + all.length) % all.length].focus();
  else if (event.key === "Enter" || event.key === " ") document.activeElement.click();
  else if (event.key === "Escape" || event.key === "Tab") {
    closeMenu();
    byId("menu-button").focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

export function pathFromHere() {
  if (state.selected?.node === undefined) notice(say("path.first"));
  else startPath(state.selected.node);
}

export function switchTheme() {
  state.theme = isDark() ? "light" : "dark";
  setTheme(state.theme);
  changed("theme");
  announce(say(`menu.${state.theme}`));
}

function shareLink() {
  writeAddress();
  copyText(location.href);
  notice(say("menu.linked"));
}
