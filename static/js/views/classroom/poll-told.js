/** A poll in words and signs: what is asked, what may be answered, and what came out. */

/** @import { Mark, PollQuestion, RunHere, State, Truth } from "../../state/types" */

import { layerOf } from "../../state/select.js";
import { at } from "../../state/tensors.js";
import { classroom as english } from "../../words/en-classroom.js";
import { full, number, signed } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { nameOf } from "./point-name.js";
import { UNKNOWN } from "./poll-formula.js";

const words = spoken(english).poll;

/** @typedef {"minus" | "zero" | "plus"} Sign */
/**
 * @typedef {object} Choice
 * @property {string} letter A to E
 * @property {string} words
 * @property {Sign | null} sign what its numbers have in common
 * @property {Mark | null} mark where on the network it is
 * @property {string} range within which its numbers are, or the number that it starts from; maybe empty
 */

export const LETTERS = "ABCDE";
const LONG = 90;

/** What is asked, in a sentence. @param {PollQuestion} question @param {RunHere | null} run */
export function titleOf({ kind, of, text }, run) {
  if (kind === "free") return text;
  if (kind !== "loss_falls") return words.questions[kind];
  if (of === "mini-batch") return words.questions.loss;
  return run?.test_rows === 0 ? words.questions.trainLoss : words.questions.testLoss;
}

/** Whether a question takes the room of several. @param {string} title */
export const isLong = (title) => title.length > LONG;

/** Where, and of which sample: "hidden 2 · 2, sample 4". @param {PollQuestion} question @param {RunHere | null} run */
export function placeOf({ kind, marks, sample }, run) {
  const [mark] = marks;
  if (kind === "delta_sign") return words.ofSample(nameOf(run, mark), sample + 1);
  if (kind === "bigger") return words.sample(sample + 1);
  return kind === "up_or_down" ? nameOf(run, mark) : "";
}

/**
 * What may be answered, in the order in which the wire counts it.
 * @param {PollQuestion} question
 * @param {Pick<State, "run" | "layers">} state
 * @param {number} [bound] within which a delta is close to zero
 * @returns {Choice[]}
 */
export function choicesOf(question, state, bound) {
  return BY_KIND[question.kind](question, state, bound).map((choice, place) => ({
    ...{ letter: LETTERS[place], sign: null, mark: null, range: "" },
    ...choice,
  }));
}

/** @typedef {Partial<Choice> & Pick<Choice, "words">} Given */

/** @type {Record<PollQuestion["kind"], (question: PollQuestion, state: Pick<State, "run" | "layers">, bound?: number) => Given[]>} */
const BY_KIND = {
  delta_sign(_question, _state, bound) {
    const { negative, close, positive } = words.choices;
    const near = bound === undefined ? "" : full(bound);
    return [
      { words: negative, sign: "minus", range: near && `< −${near}` },
      { words: close, sign: "zero", range: near && `±${near}` },
      { words: positive, sign: "plus", range: near && `> ${near}` },
    ];
  },
  up_or_down() {
    const { up, down, still } = words.choices;
    return [
      { words: up, sign: "plus" },
      { words: down, sign: "minus" },
      { words: still, sign: "zero" },
    ];
  },
  moves_most({ marks }, state) {
    return marks.map((mark) => ({
      words: nameOf(state.run, mark),
      mark,
      range: weightOf(state, mark),
    }));
  },
  bigger({ marks }, { run }) {
    return [
      ...marks.map((mark) => ({ words: nameOf(run, mark), mark })),
      { words: words.choices.same },
    ];
  },
  loss_falls() {
    return [{ words: words.choices.falls }, { words: words.choices.fallsNot }];
  },
  free({ options }) {
    return options.map((words) => ({ words }));
  },
};

/** A choice in a few words: "B, close to zero". @param {Choice} choice */
export const saidOf = ({ letter, words: said }) => words.said(letter, said);

/**
 * What came out of each choice: a number, or nothing; of an answer that is right of all alike only beside that.
 * @param {PollQuestion} question
 * @param {Truth} truth
 * @returns {string[]}
 */
export function cameOf({ kind }, { choice, values }) {
  const { delta, change, activation, loss } = words.came;
  const [first, second] = values;
  const beside = (/** @type {string} */ came) =>
    Array.from({ length: choice + 1 }, (_, place) => (place === choice ? came : ""));
  switch (kind) {
    case "delta_sign":
      return beside(delta(number(first)));
    case "up_or_down":
      return beside(change(signed(first)));
    case "moves_most":
      return values.map((value) => change(signed(value)));
    case "bigger":
      return [...values.map((value) => activation(number(value))), ""];
    case "loss_falls":
      return beside(loss(number(first), number(second)));
    default:
      return [];
  }
}

/** What stands on the network while it is asked: a letter at each of several places, else what stands for a number. @param {PollQuestion} question */
export function badgesOf({ kind, marks }) {
  const isOne = kind === "delta_sign" || kind === "up_or_down";
  return marks.map((mark, place) => ({ mark, badge: isOne ? UNKNOWN : LETTERS[place] }));
}

/** @param {Pick<State, "run" | "layers">} state @param {Mark} mark */
function weightOf(state, { layer, unit, source }) {
  const { w } = layerOf(state, layer);
  return w && source !== undefined ? words.weight(number(at(w, source, unit))) : "";
}
