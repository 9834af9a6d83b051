/** Every word the page says, in English: texts, and functions of what they name where order or number matters. */

import { allowed, unread } from "./en-allowed.js";
import { count } from "./numbers.js";

export const en = {
  /** The form that builds a run. */
  rail: {
    data: "Data",
    dataSet: "Data set",
    /** @param {string} name @param {string} task @param {string} source */
    dataSetHint: (name, task, source) => `${name}: ${task}, ${source}`,
    ownTable: "Own table",
    /** @param {number} train @param {number} test */
    rows: (train, test) => `${count(train)} / ${count(test)} rows`,
    rowsHint: "rows to train / rows to test",
    trainAndTest: "Train / test",
    /** @param {number} train in per cent @param {number} test */
    split: (train, test) => `${train} / ${test} %`,
    noise: "Noise",
    samples: "Samples",
    batchSize: "Mini-batch",

    inputs: "Inputs",
    /** @param {number} inputs @param {number} chosen @param {boolean} pixels whether the inputs are an image's */
    inputsChosen: (inputs, chosen, pixels) =>
      `${inputs} ${pixels ? "pixels" : "inputs"}: ${chosen === inputs ? "all" : `${chosen} chosen`}`,
    /** @param {string} input */
    lastInput: (input) => `${input}: the last input stays`,
    /** @param {string} input @param {boolean} on */
    switchInput: (input, on) => `${input}: switch ${on ? "on" : "off"}`,

    network: "Network",
    hiddenLayers: "Hidden layers",
    addLayer: "Add hidden layer",
    removeLastLayer: "Remove the last hidden layer",
    /** @param {number} layer from 1 */
    hidden: (layer) => `hidden ${layer}`,
    /** @param {number} layer */
    unitsOf: (layer) => `Units of hidden ${layer}`,
    /** @param {number} layer */
    fewerUnits: (layer) => `Fewer units in hidden ${layer}`,
    /** @param {number} layer */
    moreUnits: (layer) => `More units in hidden ${layer}`,
    /** @param {number} layer */
    activationOf: (layer) => `Activation of hidden ${layer}`,
    /** @param {number} layer */
    removeLayer: (layer) => `Remove hidden ${layer}`,
    outputActivation: "Output activation",
    loss: "Loss",
    initializer: "Initialisation",
    givenValues: "Given values",
    seed: "Seed",
    newSeed: "New seed",
    newSeedHint: "New seed: other weights, other rows",

    learning: "Learning",
    optimizer: "Optimizer",
    learningRate: "Learning rate",
    penalty: "Regularisation",
    penaltyRate: "Regularisation rate",

    /** @param {string} field */
    usualValues: (field) => `Usual values: ${field.toLowerCase()}`,
    rule: "A change starts again at step 0; with the learning rate alone the run goes on.",
    /** @param {number} number how many, set off from the word */
    parameters: (number) => [count(number), number === 1 ? " parameter" : " parameters"],
    reset: "Reset",
    resetHint: "Back to the first step: same weights again",
  },

  allowed,
  unread,
  /** @param {string} allowed @param {string} got what stood there; may be nothing */
  allowedAndGot: (allowed, got) => (got ? `${allowed}, got ${got}` : allowed),
  /** @param {string} field @param {string} what what it should be, and what it was */
  refused: (field, what) => `${field || "message"}: should be ${what}`,
  /** @param {string} allowed */
  shouldBe: (allowed) => `Should be ${allowed}.`,
  /**
   * What a number should be, to follow "should be"; null where it is that already.
   * @param {number} value
   * @param {{ whole: boolean, low: number, high: number }} bounds
   */
  outside(value, { whole, low, high }) {
    if (whole && !Number.isInteger(value)) return "a whole number";
    if (value < low) return `at least ${count(low)}`;
    return value > high ? `at most ${count(high)}` : null;
  },
};
