// Light and dark: the colours stand in theme.css; those of the kinds are made legible on either.

const page = document.documentElement;
const LEAST_CONTRAST = 3; // WCAG 2.2, 1.4.11: for marks and lines
const HEX = /^#[0-9a-f]{6}$/i;

export const colours = {};
let legible = new Map();

/** Follow the system, or the given theme; read the colours anew. */
export function setTheme(theme) {
  if (theme) page.dataset.theme = theme;
  else delete page.dataset.theme;
  const style = getComputedStyle(page);
  for (const name of ["ground", "ink", "quiet", "line", "elsewhere", "accent", "land", "coast", "faint", "faintElsewhere"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
  legible = new Map();
}

export function isDark() {
  if (page.dataset.theme) return page.dataset.theme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** A kind's colour, made darker or lighter until it stands out from the ground. */
export function legibleColour(colour) {
  if (!HEX.test(colour ?? "")) return colours.quiet;
  if (!legible.has(colour)) legible.set(colour, adjusted(channels(colour)));
  return legible.get(colour);
}

const INKS = ["#ffffff", "#14171a"]; // what can be read on any colour: one of the two

/** White, or dark where white would not stand out from a colour. */
export function inkOn(colour) {
  return contrast(channels(INKS[0]), channels(colour)) >= LEAST_CONTRAST ? INKS[0] : INKS[1];
}

function adjusted(rgb) {
  const ground = channels(colours.ground);
  const end = isDark() ? 255 : 0;
  let best = rgb;
  for (let part = 0; part <= 1 && contrast(best, ground) < LEAST_CONTRAST; part += 0.04) {
    best = rgb.map((channel) => Math.round(channel + (end - channel) * part));
  }
  return "#" + best.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

function channels(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
function luminance(rgb) {
  const [red, green, blue] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
