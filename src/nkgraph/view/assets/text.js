// Every text of the page stands in text.en.json; here it is read and its gaps are filled.

/** The content of one of the page's data blocks. */
export function block(name) {
  return JSON.parse(document.getElementById(`data-${name}`).textContent);
}

export const WORDS = block("words");

/** The text behind a key such as "panel.said", with each {} filled in turn. */
export function say(key, ...values) {
  let found = WORDS;
  for (const part of key.split(".")) found = found?.[part];
  if (found === undefined) return key;
  let next = 0;
  return found.replace(/\{\}/g, () => String(values[next++]));
}

/** The same for a text that differs between one and several: `number` chooses and fills it. */
export function sayCount(key, number, ...values) {
  let found = WORDS;
  for (const part of key.split(".")) found = found?.[part];
  let next = 0;
  const all = [thousands(number), ...values];
  return found[number === 1 ? 0 : 1].replace(/\{\}/g, () => String(all[next++]));
}

/** A count with commas: 1,500. A browser takes longer over its own way than over a whole legend. */
export function thousands(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
