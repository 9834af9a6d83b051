/** What the big screen shows of a poll: who has answered, and once it is revealed, what was said and what is true. */

/** @import { Poll, State } from "../../state/types" */

import { el, svg } from "../../draw/dom.js";
import { classroom as english } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { writeLine } from "../panel/write.js";
import { linesOf } from "./poll-formula.js";
import { choiceParts, resultRows, turnoutOf } from "./poll-parts.js";
import { choicesOf, isLong, titleOf } from "./poll-told.js";

const words = spoken(english).poll;

/** An eye struck through, on a grid of 16 × 16. */
const UNSEEN = [
  "M2 8s2.2-4.2 6-4.2S14 8 14 8s-2.2 4.2-6 4.2S2 8 2 8z",
  "M8 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 0 0 0-3.6z",
  "M3 2.5l10 11",
];

/** @param {State} state @param {Poll} poll @returns {Node[]} */
export function pollContent(state, poll) {
  const { question, revealed, round } = poll;
  const results = revealed ? state.pollResults : null;
  const title = titleOf(question, state.run);
  const heading = revealed ? words.predict : words.inRound(words.predict, words.round(round));
  const lines = linesOf(poll, state, results?.truth);
  const shown = results ? lines.slice(-1) : lines;
  return [
    el("p", { class: "card-reason", text: heading }),
    el("h2", { class: isLong(title) ? "long" : "", text: title }),
    el("div", { class: "formula" }, ...shown.map(writeLine)),
    ...(results ? resultRows(poll, results, state) : open(state, poll)),
  ];
}

/** @param {State} state @param {Poll} poll @returns {Node[]} */
function open(state, poll) {
  const { question, bound } = poll;
  const choices = choicesOf(question, state, bound).map((choice) =>
    el("li", { class: "poll-choice" }, ...choiceParts(choice, question.kind, choice.range)),
  );
  return [
    el("ol", { class: "poll-choices" }, ...choices),
    turnoutOf(poll),
    el(
      "p",
      { class: "poll-untold" },
      svg(
        "svg",
        { attrs: { viewBox: "0 0 16 16", "aria-hidden": "true" } },
        ...UNSEEN.map((d) => svg("path", { attrs: { d } })),
      ),
      poll.open ? words.hidden : words.closed,
    ),
  ];
}
