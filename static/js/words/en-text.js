/** The words of sentences and sounds: what a row says, and what a visitor types. */

import { count } from "./numbers.js";

export const text = {
  /** What the sample on screen says. */
  /** @param {string} sentence */
  quoted: (sentence) => `“${sentence}”`,
  counted: "Marked words are inputs",
  /** @param {string} word */
  play: (word) => `Play “${word}”`,
  playing: "Playing",
  /** @param {string} names the first and the last input */
  axes: "time →, pitch ↑",

  /** A sentence of one's own. */
  type: "Type a sentence of your own",
  typeHint: {
    words: "English, about everyday things",
    pairs: "English, German, French or Spanish",
  },
  field: "Your sentence",
  read: { words: "Words that are inputs", pairs: "Letter pairs that are inputs" },
  /** @param {string} part @param {number} times */
  times: (part, times) => (times > 1 ? `${part} × ${times}` : part),
  strangers: { words: "Not among the words", pairs: "Not among the pairs" },
  none: {
    words: "None of these words is an input: every input is 0, and only the biases speak.",
    pairs: "None of these pairs is an input: every input is 0, and only the biases speak.",
  },
  empty: "Nothing is typed yet: every input is 0.",
  /** @param {number} more */
  more: (more) => `and ${count(more)} more`,

  /** A word of the data, in a voice of one's choice. */
  listen: "Choose a word and a voice",
  word: "Word",
  voice: "Voice",
  train: "a training row",
  test: "a test row: the network has not learned from it",
};
