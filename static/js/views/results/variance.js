/** How much of each target's variance its output explains, R². */

/** @import { HalfResults, Results } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { results } from "../../words/en-results.js";
import { pretty } from "../../words/names.js";
import { full } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { squaredWords } from "../panel/scores.js";

const words = spoken(results);
/** @type {readonly (readonly ["train" | "test", string])[]} */
const HALVES = [
  ["train", words.train],
  ["test", words.test],
];

/** @param {Results} told @param {readonly string[]} names */
export function varianceOf({ train, test }, names) {
  const halves = test ? [train, test] : [train];
  const head = el(
    "tr",
    {},
    el("td"),
    ...HALVES.slice(0, halves.length).map(([half, text]) =>
      el("th", { class: half, text, attrs: { scope: "col" } }),
    ),
  );
  const body = names.map((name, at) =>
    el(
      "tr",
      {},
      el("th", { text: pretty(name), attrs: { scope: "row" } }),
      ...halves.map(({ r2 }) => {
        const value = r2[at];
        return value === null
          ? el("td", { text: "–", attrs: { title: words.noR2 } })
          : el("td", { text: squaredWords(value), attrs: { title: full(value) } });
      }),
    ),
  );
  return [el("thead", {}, head), el("tbody", {}, ...body)];
}

/** The mean over all outputs that vary; null without any. @param {HalfResults} half */
export function meanOf({ r2 }) {
  const known = r2.filter((each) => each !== null);
  return known.length ? known.reduce((sum, each) => sum + each, 0) / known.length : null;
}
