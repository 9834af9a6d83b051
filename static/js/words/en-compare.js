/** The words of two runs side by side: what is compared, where they part, what differs. */

import { count } from "./numbers.js";

export const compare = {
  title: "Side by side",
  close: "Close",
  ask: "Compare this run with …",
  begin: "Side by side",
  which: "The other run",
  value: "Its value",
  choices: {
    seed: "other starting weights",
    activation: "another activation",
    initializer: "another initialiser",
    optimizer: "another optimizer",
    rate: "another learning rate",
    link: "a run by its link",
    /** @param {string} name */
    branch: (name) => `branch ${name}`,
  },
  labels: {
    seed: "Seed",
    activation: "Activation of the hidden layers",
    initializer: "Initialiser",
    optimizer: "Optimizer",
    rate: "Learning rate",
    link: "Link",
  },
  about: "All else stays as it is in this run: the same rows, and what is changed on the way.",
  aboutLink: "Paste what Share gave for it.",
  noLink: "That is no link to a run.",
  noNumber: "That is no number that it can be.",
  /** What the other run is called, by what differs. */
  names: {
    /** @param {string} value */
    seed: (value) => `seed ${value}`,
    /** @param {string} value */
    activation: (value) => value,
    /** @param {string} value */
    initializer: (value) => value,
    /** @param {string} value */
    optimizer: (value) => value,
    /** @param {string} value */
    rate: (value) => `rate ${value}`,
    link: () => "by link",
  },
  this: "this run",
  swap: "Swap A and B (X)",
  end: "End side by side",
  /** @param {string} a @param {string} b */
  both: (a, b) => `Side by side: A ${a}, B ${b}`,
  stage: "The other run, B",
  showOther: "Show the other run",
  otherHint: "Tap to change between A and B",
  coming: "coming …",
  lost: "no line",
  /** @param {number} sample */
  sample: (sample) => `sample ${sample}`,
  otherRow: "another row",
  tab: "Differences",
  none: "All weights are the same here.",
  otherShape: "The networks have other shapes: no weight of one is the other’s.",
  /** @param {string} epoch */
  epoch: (epoch) => `epoch ${epoch}`,
  train: "train loss",
  test: "test loss",
  output: "output",
  /** @param {number} layer @param {number} neuron from 1 */
  hidden: (layer, neuron) => `h${layer}.${neuron}`,
  dotted: "dotted: the other’s boundary",
  /** @param {string} share */
  apart: (share) => `apart on ${share} %`,
  furthest: "Furthest apart",
  unlike: "≠ other sign",
  isUnlike: "other sign",
  first: "First part",
  looking: "looking …",
  cancel: "Cancel",
  lookOn: "Look on",
  identical: "identical before",
  /** @param {string} epoch @param {string} step */
  sameUpTo: (epoch, step) => `The same in every number up to epoch ${epoch}, step ${step}`,
  sameForGood: "The same run: they part nowhere.",
  fromStart: "from the start: they begin with other numbers",
  otherNetwork: "from the start: they are networks of other shapes",
  /** @param {number} epoch @param {number} batch @param {string} step */
  parts: (epoch, batch, step) => `epoch ${count(epoch)} · batch ${count(batch)} · ${step}`,
  /** @param {string} tensor @param {number} layer @param {string} here @param {string} there */
  firstNumber: (tensor, layer, here, there) =>
    `first in ${tensor} of layer ${layer}: A ${here}, B ${there}`,
  /** @param {string} from @param {string} to */
  edge: (from, to) => `${from} → ${to}`,
  /** @param {string} epoch */
  mark: (epoch) => `first part: ${epoch}`,
  go: "Go there",
  play: "Play both from there",
  set: "Set differently",
  nothingSet: "Nothing: only chance or its past tells them apart.",
  yes: "yes",
  no: "no",
  unset: "usual",
  /** @param {number} number */
  more: (number) => `and ${number} more`,
  /** @param {string} what @param {string} epoch */
  edit: (what, epoch) => `${what}, epoch ${epoch}`,
  /** The fields of a specification, by their path; a star stands for a number. */
  fields: {
    seed: "seed",
    batch_size: "mini-batch",
    loss: "loss",
    initializer: "initialiser",
    output_activation: "output activation",
    shuffle: "shuffle",
    "optimizer.kind": "optimizer",
    "optimizer.learning_rate": "learning rate",
    "regularization.kind": "penalty",
    "regularization.rate": "penalty’s rate",
    "schedule.kind": "rate’s schedule",
    "data.kind": "data",
    "data.noise": "noise",
    "data.samples": "samples",
    "data.seed": "rows’ seed",
    "data.train_fraction": "train share",
    "hidden.*.activation": "activation, hidden *",
    "hidden.*.units": "neurons, hidden *",
    "hidden.*.dropout": "dropout, hidden *",
  },
};
