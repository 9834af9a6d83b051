/** A language nobody speaks, made of another: longer words, from right to left, to see where the page gives no room. */

const ACCENTS = new Map(
  Array.from(
    "aàbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqɋrŕsštţuûvṽwŵxẋyýzž".match(/../gu) ?? [],
    ([letter, accented]) => [letter, accented],
  ),
);
/** German and Finnish are longer than English by about this share. */
const LONGER = 0.3;
const PADDING = "õ";

/**
 * The same words, longer and accented; functions say what they say, made longer. Values that are put in stay readable:
 * only letters that English words are made of change, and single letters are signs.
 * @template Words
 * @param {Words} words
 * @returns {Words}
 */
export function pseudo(words) {
  return /** @type {any} */ (transformed(words));
}

/** @param {unknown} words @returns {unknown} */
function transformed(words) {
  if (typeof words === "string") return longer(words);
  if (typeof words === "function")
    return (/** @type {unknown[]} */ ...given) => transformed(words(...given));
  if (Array.isArray(words)) return words.map(transformed);
  if (words === null || typeof words !== "object") return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, transformed(value)]));
}

/** @param {string} text */
function longer(text) {
  return text.replace(/[a-z]{2,}/gi, (word) => {
    const accented = Array.from(word, (letter) => ACCENTS.get(letter) ?? letter).join("");
    return accented + PADDING.repeat(Math.round(word.length * LONGER));
  });
}
