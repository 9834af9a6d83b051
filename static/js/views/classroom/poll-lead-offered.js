/** What may be asked of what is selected, and what became of a question that was prepared. */

/** @import { Mark, PastPoll, PollQuestion, State } from "../../state/types" */

import { layerOf, sampleOf } from "../../state/select.js";
import { at } from "../../state/tensors.js";
import { isThere, markOf } from "./point-mark.js";
import { share, total } from "./poll-votes.js";

export const FEWEST_OPTIONS = 2;
export const MOST_OPTIONS = 5;

/** @typedef {Pick<State, "run" | "layers" | "selected" | "picked" | "sample">} Seen */
/** @typedef {{ is: "waiting" | "running" | "ended" } | { is: "revealed", right: readonly number[] | null, answers: readonly number[] }} Fate what is right in parts of one, round by round; null where nothing is */

/**
 * The questions of each kind that go with what is selected, the likeliest first; of a free one there is the frame.
 * @param {Seen} state
 * @returns {PollQuestion[][]}
 */
export function offered(state) {
  const { run, selected } = state;
  const neuron = selected && isThere(run, markAt(selected.layer, selected.unit)) ? selected : null;
  const fed = neuron && neuron.layer > 0 ? neuron : null;
  const ofNeuron = fed
    ? [
        [asked("delta_sign", { marks: [markAt(fed.layer, fed.unit)], sample: sampleOf(state) })],
        movesMost(state, fed),
        upOrDown(state, fed),
      ]
    : [];
  const losses = /** @type {const} */ (["mini-batch", "epoch"]);
  return [
    ...ofNeuron,
    neuron ? bigger(state, neuron) : [],
    losses.map((of) => asked("loss_falls", { of })),
    [asked("free", {})],
  ].filter((questions) => questions.length > 0);
}

/** @param {PollQuestion["kind"]} kind @param {Partial<PollQuestion>} more @returns {PollQuestion} */
function asked(kind, more) {
  return { kind, marks: [], sample: 0, of: "mini-batch", text: "", options: [], ...more };
}

/** Of the weights into a neuron those that are the largest now. @param {Seen} state @param {{ layer: number, unit: number }} neuron */
function movesMost(state, { layer, unit }) {
  const { w } = layerOf(state, layer);
  const size = (/** @type {number} */ source) => (w ? Math.abs(at(w, source, unit)) : 0);
  const sources = sourcesOf(state, layer)
    .sort((one, other) => size(other) - size(one))
    .slice(0, MOST_OPTIONS)
    .sort((one, other) => one - other);
  if (sources.length < FEWEST_OPTIONS) return [];
  return [asked("moves_most", { marks: sources.map((source) => markAt(layer, unit, source)) })];
}

/** The connection that a hand has chosen, then the others into the neuron. @param {Seen} state @param {{ layer: number, unit: number }} neuron */
function upOrDown(state, { layer, unit }) {
  const picked = markOf(state)?.source;
  const sources = sourcesOf(state, layer).sort(
    (one, other) => Number(other === picked) - Number(one === picked) || one - other,
  );
  return sources.map((source) => asked("up_or_down", { marks: [markAt(layer, unit, source)] }));
}

/** With another of the same layer, then with any other. @param {Seen} state @param {{ layer: number, unit: number }} neuron */
function bigger(state, { layer, unit }) {
  const sample = sampleOf(state);
  const all = (state.run?.layers ?? []).flatMap(({ units }, other) =>
    Array.from({ length: units }, (_, which) => markAt(other, which)),
  );
  return all
    .filter((mark) => mark.layer !== layer || mark.unit !== unit)
    .sort((one, other) => Number(other.layer === layer) - Number(one.layer === layer))
    .map((mark) => asked("bigger", { marks: [markAt(layer, unit), mark], sample }));
}

/** @param {Seen} state @param {number} layer */
function sourcesOf({ run }, layer) {
  return Array.from({ length: run?.layers[layer - 1]?.units ?? 0 }, (_, source) => source);
}

/** @param {number} layer @param {number} unit @param {number} [source] @returns {Mark} */
function markAt(layer, unit, source) {
  return { layer, unit, tensor: "", ...(source === undefined ? {} : { source }) };
}

/** Whether two ask for the same. @param {PollQuestion} one @param {PollQuestion} other */
export function isSameQuestion(one, other) {
  const said = (/** @type {PollQuestion} */ { kind, marks, sample, of, text, options }) => [
    ...[kind, sample, of, text, options],
    ...marks.map(({ layer, unit, source = null }) => [layer, unit, source]),
  ];
  return JSON.stringify(said(one)) === JSON.stringify(said(other));
}

/**
 * What became of a question in this class, when it was asked last.
 * @param {PollQuestion} question
 * @param {Pick<State, "poll" | "pollResults" | "pastPolls">} state
 * @returns {Fate}
 */
export function fateOf(question, { poll, pollResults, pastPolls }) {
  if (poll && isSameQuestion(poll.question, question)) {
    if (!poll.revealed) return { is: "running" };
    return pollResults ? revealed(pollResults) : { is: "ended" };
  }
  const past = pastPolls.filter((one) => isSameQuestion(one.question, question)).at(-1);
  if (!past) return { is: "waiting" };
  return past.revealed ? revealed(past) : { is: "ended" };
}

/** @param {Pick<PastPoll, "rounds" | "truth">} poll @returns {Fate} */
function revealed({ rounds, truth }) {
  const answers = rounds.map(total);
  const right = truth && rounds.map((counts) => share(counts[truth.choice], total(counts)));
  return { is: "revealed", right, answers };
}

/** How many are revealed. @param {readonly PollQuestion[]} questions @param {Pick<State, "poll" | "pollResults" | "pastPolls">} state */
export function revealedOf(questions, state) {
  return questions.filter((question) => fateOf(question, state).is === "revealed").length;
}
