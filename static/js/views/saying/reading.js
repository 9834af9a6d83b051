/** A sentence as the network is fed it: its words or letter pairs, as `app/data/text.py` reads and counts them. */

const WORD = /[\p{L}\p{Nl}\p{No}]+(?:['’][\p{L}\p{Nl}\p{No}]+)*/gu;
const LETTERS = /[\p{L}\p{Nl}\p{No}]+/gu;
const EDGE = "·";

/**
 * The words, but for those that are passed over.
 * @param {string} sentence
 * @param {readonly string[]} unread
 * @returns {string[]}
 */
export function wordsOf(sentence, unread) {
  return (plain(sentence).match(WORD) ?? []).map(read).filter((word) => !unread.includes(word));
}

/** Each letter with the next, words with their edges. @param {string} sentence @returns {string[]} */
export function pairsOf(sentence) {
  const line = [...`${EDGE}${(plain(sentence).match(LETTERS) ?? []).join(EDGE)}${EDGE}`];
  return line.slice(1).map((letter, at) => line[at] + letter);
}

/** How often each name is among the parts. @param {readonly string[]} parts @param {readonly string[]} names */
export function countsOf(parts, names) {
  const counts = new Map(names.map((name) => [name, 0]));
  for (const part of parts) {
    const before = counts.get(part);
    if (before !== undefined) counts.set(part, before + 1);
  }
  return [...counts.values()];
}

/** Parts that are no name, once each. @param {readonly string[]} parts @param {readonly string[]} names */
export function strangersOf(parts, names) {
  return [...new Set(parts)].filter((part) => !names.includes(part));
}

/**
 * A sentence in pieces: words that are counted, and what is between them.
 * @param {string} sentence
 * @param {readonly string[]} names
 * @returns {{ text: string, isCounted: boolean }[]}
 */
export function pieces(sentence, names) {
  const found = [];
  let end = 0;
  for (const match of sentence.matchAll(WORD)) {
    found.push({ text: sentence.slice(end, match.index), isCounted: false });
    end = match.index + match[0].length;
    found.push({ text: match[0], isCounted: names.includes(read(plain(match[0]))) });
  }
  found.push({ text: sentence.slice(end), isCounted: false });
  return found.filter(({ text }) => text !== "");
}

/** An accent and its letter as one, whichever way they were typed, and no capitals. @param {string} sentence */
function plain(sentence) {
  return sentence.normalize("NFC").toLowerCase();
}

/** @param {string} word */
function read(word) {
  return word.replaceAll("’", "'");
}
