/** The pieces of a poll that more than one screen shows: its signs, who has answered, what was answered. */

/** @import { Poll, PollQuestion, PollResults, State } from "../../state/types" */
/** @import { Choice } from "./poll-told.js" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { classroom as english } from "../../words/en-classroom.js";
import { count } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { cameOf, choicesOf } from "./poll-told.js";

const words = spoken(english).poll;
const PERCENT = 100;
/** What moves is an arrow, what is, a diamond. @type {PollQuestion["kind"][]} */
const MOVES = ["up_or_down"];

/** @param {number} round from 1 */
export const roundName = (round) => words.rounds[round - 1] ?? words.round(round);

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

/** How many have answered, of how many, as a bar too. */
export function makeTurnout() {
  const number = el("strong");
  const rest = el("span");
  const round = el("span", { class: "poll-round" });
  const filled = el("span");
  const root = el(
    "div",
    { class: "poll-turnout" },
    el("p", {}, number, " ", rest),
    round,
    el("span", { class: "poll-bar", attrs: { "aria-hidden": "true" } }, filled),
  );
  return {
    root,
    /** @param {Poll} poll */
    paint(poll) {
      put(number, count(poll.answered));
      put(rest, words.answered(poll.people));
      put(round, roundName(poll.round));
      filled.style.width = `${share(poll.answered, poll.people)}%`;
    },
  };
}

/**
 * What was answered to each choice, the first vote and the last side by side, and which of them is right.
 * @param {Poll} poll
 * @param {PollResults} results
 * @param {Pick<State, "run" | "layers">} state
 */
export function resultRows({ question, bound }, { rounds, truth }, state) {
  const came = truth ? cameOf(question, truth) : [];
  const last = rounds.length - 1;
  const shown = last > 0 ? [0, last] : [0];
  const sums = rounds.map((counts) => counts.reduce((sum, votes) => sum + votes, 0));
  return el(
    "ol",
    { class: "poll-results" },
    ...choicesOf(question, state, bound).map((choice, place) => {
      const isRight = truth?.choice === place;
      return el(
        "li",
        { class: isRight ? "right" : "" },
        el(
          "p",
          {},
          ...choiceParts(choice, question.kind, came[place] ?? ""),
          ...(isRight ? [el("strong", { class: "poll-right", text: words.right })] : []),
        ),
        ...shown.map((round) =>
          resultBar(rounds[round][place], sums[round], round, round === last),
        ),
      );
    }),
  );
}

/** @param {number} votes @param {number} of @param {number} round @param {boolean} isLast */
function resultBar(votes, of, round, isLast) {
  const percent = share(votes, of);
  const filled = el("span");
  filled.style.width = `${percent}%`;
  return el(
    "p",
    { class: isLast ? "poll-votes" : "poll-votes before" },
    el("span", { class: "poll-vote-round", text: roundName(round + 1) }),
    el("span", { class: "poll-vote-bar", attrs: { "aria-hidden": "true" } }, filled),
    el("span", { class: "poll-vote-count", text: votes ? words.votes(votes, percent) : "0" }),
  );
}

/** @param {number} part @param {number} whole */
function share(part, whole) {
  return whole ? Math.round((PERCENT * part) / whole) : 0;
}
