// Elements are made here and nowhere else; what comes from the data becomes text nodes only.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (functions named on…) and children (text or elements). */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for an element of a drawing. */
export function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/** A text of the data in the direction of its own script, whatever stands around it. */
export function own(text, tag = "bdi") {
  return make(tag, { dir: "auto" }, text);
}

/** A button that says what it does. */
export function button(label, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, label);
}

/** An address as a link where it is one of the web, else as text. */
export function address(text) {
  let url = null;
  try {
    url = new URL(text);
  } catch {
    return own(text);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return own(text);
  const link = { href: url.href, target: "_blank", rel: "noopener noreferrer", dir: "ltr" };
  return make("a", link, text);
}

let announcing = 0;

/** Tell those who do not see the picture what has happened. */
export function announce(text) {
  clearTimeout(announcing);
  announcing = setTimeout(() => { byId("announcer").textContent = text; }, 60);
}
