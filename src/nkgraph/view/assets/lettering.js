// Texts as labels are written: broken into lines, and measured once.
import { nodes } from "./data.js";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
export const WRAP = 22; // characters a line
const MOST_LINES = 3;
const MOST_LINES_OF_FEW = 5; // on a map of few nodes, as one of claims
export const FEW_NODES = 40;
const RTL = /^[^A-Za-z\u00c0-\u02af\u0370-\u052f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;

let letters = null; // made when first needed: a browser takes its time over it
const measured = new Map(); // a text in a font -> its lines and width

/** A text broken into lines of about 22 characters; what does not fit in three ends in an ellipsis. */
export function wrapped(context, text, size, weight, wrap = WRAP) {
  const font = `${weight} ${Math.round(size)}px ${FONT}`;
  const key = `${font} ${wrap} ${text}`;
  if (!measured.has(key)) {
    context.font = font;
    const parts = breakLines(text.slice(0, 400), wrap);
    const widths = parts.map((part) => context.measureText(part).width);
    const height = parts.length * size * 1.15;
    measured.set(key, { parts, widths, width: Math.max(...widths), height, font, size, weight, rtl: RTL.test(text) });
  }
  return measured.get(key);
}

function breakLines(text, wrap) {
  const done = [];
  let line = "";
  for (const word of text.split(/[ \n\r\t]+/).flatMap(pieces)) {
    if (line && widthOf(line) + widthOf(word.text) + (word.glued ? 0 : 1) > wrap) {
      done.push(line);
      line = word.text;
    } else line += (line && !word.glued ? " " : "") + word.text;
  }
  if (line) done.push(line);
  keepCompany(done);
  const most = nodes.length <= FEW_NODES ? MOST_LINES_OF_FEW : MOST_LINES;
  if (done.length <= most) return done.length ? done : [""];
  return [...done.slice(0, most - 1), done[most - 1] + "…"];
}

/** Let no Chinese character stand in a last line alone. */
function keepCompany(lines) {
  const [before, last] = lines.slice(-2);
  if (last === undefined || !WIDE.test(last) || widthOf(last) > 2) return;
  const letters = lettersOf(before);
  if (letters.length > 2 && WIDE.test(letters.at(-1))) lines.splice(-2, 2, letters.slice(0, -1).join(""), letters.at(-1) + last);
}

/** A word, or the letters of one that may or must be broken: Chinese anywhere, others when long. */
function pieces(word) {
  if (word.length <= WRAP && !WIDE.test(word)) return [{ text: word, glued: false }];
  const units = lettersOf(word);
  const made = [];
  let run = "";
  for (const unit of units) {
    if (run && (WIDE.test(unit) || WIDE.test(run) || widthOf(run + unit) > WRAP)) {
      made.push({ text: run, glued: made.length > 0 });
      run = "";
    }
    run += unit;
  }
  made.push({ text: run, glued: made.length > 0 });
  return made;
}

/** What a reader takes for the letters of a word. */
function lettersOf(word) {
  if (typeof Intl.Segmenter !== "function") return Array.from(word);
  letters ??= new Intl.Segmenter();
  return Array.from(letters.segment(word), (each) => each.segment);
}

/** How many letters wide a text is, where a Chinese character counts for two. */
function widthOf(text) {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 2 : 1;
  return width;
}
