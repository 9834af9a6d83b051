/** The pieces of a poll that more than one screen shows: its signs, who has answered, what was answered. */

/** @import { Poll, PollQuestion, PollResults, State } from "../../state/types" */
/** @import { Choice } from "./poll-told.js" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { classroom as english } from "../../words/en-classroom.js";
import { count } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { bar } from "../panel/bar.js";
import { cameOf, choicesOf } from "./poll-told.js";
import { share, sideBySide } from "./poll-votes.js";

const words = spoken(english).poll;
const PERCENT = 100;
/** What moves is an arrow, what is, a diamond. @type {PollQuestion["kind"][]} */
const MOVES = ["up_or_down"];

/** Letter, sign, words, and what there is to say of its numbers. @param {Choice} choice @param {PollQuestion["kind"]} kind @param {string} end */
export function choiceParts({ letter, sign, words: said }, kind, end) {
  const shape = MOVES.includes(kind) ? "arrow" : "diamond";
  return [
    el("span", { class: "poll-letter" }, el("span", { text: letter }), icon("check")),
    ...(sign ? [el("span", { class: `poll-sign ${sign} ${shape}` })] : []),
    el("span", { class: "poll-words", text: said }),
    ...(end ? [el("span", { class: "poll-range", text: end })] : []),
  ];
}

/** How many have answered, of how many, as a bar too. @param {Poll} poll */
export function turnoutOf({ answered, people, round }) {
  return el(
    "div",
    { class: "poll-turnout" },
    el("p", {}, el("strong", { text: count(answered) }), ` ${words.answered(people)}`),
    el("span", { class: "poll-round", text: words.round(round) }),
    bar(share(answered, people)),
  );
}

/**
 * What was answered to each choice, the first vote and the last side by side, and which of them is right.
 * @param {Poll} poll
 * @param {PollResults} results
 * @param {Pick<State, "run" | "layers">} state
 */
export function resultRows({ question, bound }, { rounds, truth }, state) {
  const came = truth ? cameOf(question, truth) : [];
  const shown = sideBySide(rounds);
  const heads = shown.map(({ place }) => el("span", { text: words.round(place + 1) }));
  const rows = choicesOf(question, state, bound).map((choice, which) => {
    const isRight = truth?.choice === which;
    return el(
      "li",
      { class: isRight ? "right" : "" },
      el(
        "p",
        {},
        ...choiceParts(choice, question.kind, came[which] ?? ""),
        ...(isRight ? [el("strong", { class: "poll-right", text: words.right })] : []),
      ),
      el(
        "p",
        {},
        ...shown.map(({ counts, shares, place }) => votesOf(counts[which], shares[which], place)),
      ),
    );
  });
  return [
    el("p", { class: "poll-heads", attrs: { "aria-hidden": "true" } }, ...heads),
    el("ol", { class: "poll-results" }, ...rows),
  ];
}

/** @param {number} votes @param {number} part of all @param {number} round from 0 */
function votesOf(votes, part, round) {
  const percent = Math.round(PERCENT * part);
  return el(
    "span",
    { class: "poll-votes" },
    el("span", { class: "visually-hidden", text: `${words.round(round + 1)}: ` }),
    bar(part),
    el("span", { text: votes ? words.votes(votes, percent) : "0" }),
  );
}
