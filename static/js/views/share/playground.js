/** Reads an address of TensorFlow Playground as the same network on the same data, and says what is not the same. */

/** @import { Choices } from "../../run/choices.js" */
/** @import { Shared } from "../../run/link.js" */

import { USUAL } from "../../run/choices.js";
import { share } from "../../words/en-share.js";
import { spoken } from "../../words/words.js";

const words = spoken(share.playground);

const VERSION = 2;
const CLASSIFICATION = "classification";
const SAMPLES = { classification: 500, regression: 1200 };
const MOST_LAYERS = 8;
const MOST_UNITS = 128;
const MOST_NOISE = 0.8;
const DECIMALS = 1e5;

/** Its key of each input, in the order in which it feeds them. */
const FEATURES = Object.entries({
  ...{ x: "x1", y: "x2", xSquared: "x1^2", ySquared: "x2^2", xTimesY: "x1*x2" },
  ...{ sinX: "sin x1", sinY: "sin x2" },
});
const ACTIVATIONS = ["relu", "tanh", "sigmoid", "linear"];
const PENALTIES = { none: "none", L1: "l1", L2: "l2" };
const DATA = {
  classification: { circle: "circle", xor: "xor", gauss: "gauss", spiral: "spiral" },
  regression: { "reg-plane": "plane", "reg-gauss": "multi-gauss" },
};

/** What its hidden controls are called here. */
const HIDDEN = {
  ...{ showTestData: "test-data", discretize: "discretize", playButton: "play" },
  ...{ stepButton: "step", resetButton: "reset", learningRate: "rate", activation: "activation" },
  ...{ regularization: "penalty", regularizationRate: "penalty-rate", problem: "dataset" },
  ...{ dataset: "dataset", percTrainData: "split", noise: "noise", batchSize: "batch" },
  ...{ numHiddenLayers: "layers" },
};
const HIDE = /_hide$/;

/**
 * @param {string} hash
 * @returns {{ shared: Shared, choices: Choices, unknown: string[], notice: string }}
 */
export function fromPlayground(hash) {
  const said = new Map(new URLSearchParams(hash.replace(/^#/, "")));
  /** @type {string[]} */
  const differs = [words.draws];
  const spec = specOf(said, differs);
  if ((spec.data.samples * spec.data.train_fraction) % spec.batch_size)
    differs.push(words.remainder);
  return {
    shared: { spec, step: 0, edits: [] },
    choices: { ...USUAL, ...choicesOf(said) },
    unknown: [],
    notice: `${words.read} ${words.differs(differs)}`,
  };
}

/** @param {Map<string, string>} said @param {string[]} differs */
function specOf(said, differs) {
  const problem = said.get("problem") === "regression" ? "regression" : CLASSIFICATION;
  const kinds = /** @type {Record<string, string>} */ (DATA[problem]);
  const dataKey = problem === CLASSIFICATION ? "dataset" : "regDataset";
  const usualKind = Object.keys(kinds)[0];
  /** @param {string} key @param {number} usual @param {number} low @param {number} high */
  const numberOf = (key, usual, low, high) => {
    const text = said.get(key);
    const value = text === undefined || text === "" ? usual : Number(text);
    if (Number.isNaN(value)) differs.push(words.unread(key, text ?? ""));
    else if (value < low || value > high) differs.push(words.bounded(key, text ?? ""));
    else return value;
    return usual;
  };
  /** @template {string} Name @param {string} key @param {readonly Name[]} names @param {Name} usual */
  const nameOf = (key, names, usual) => {
    const text = said.get(key) ?? usual;
    const name = names.find((known) => known === text);
    if (name === undefined) differs.push(words.unread(key, text));
    return name ?? usual;
  };
  const activation = nameOf("activation", ACTIVATIONS, "tanh");
  const penalty = nameOf("regularization", Object.keys(PENALTIES), "none");
  const inputs = FEATURES.filter(([key]) => isOn(said, key, key === "x" || key === "y"));
  return {
    data: {
      kind: kinds[nameOf(dataKey, Object.keys(kinds), usualKind)],
      samples: SAMPLES[problem],
      noise: numberOf("noise", 0, 0, 100 * MOST_NOISE) / 100,
      train_fraction: numberOf("percTrainData", 50, 1, 100) / 100,
    },
    inputs: (inputs.length ? inputs : FEATURES.slice(0, 1)).map(([, name]) => name),
    hidden: shapeOf(said, differs).map((units) => ({ units, activation })),
    output_activation: problem === CLASSIFICATION ? "tanh" : "linear",
    loss: "squared_error",
    optimizer: { kind: "sgd", learning_rate: numberOf("learningRate", 0.03, 1e-6, 1e6) },
    regularization: {
      kind: /** @type {Record<string, string>} */ (PENALTIES)[penalty],
      rate: numberOf("regularizationRate", 0, 0, 10),
    },
    initializer: isOn(said, "initZero", false) ? "zeros" : "playground",
    batch_size: Math.round(numberOf("batchSize", 10, 1, 1024)),
    shuffle: false,
    seed: Math.round(numberOf("seed", 0.00007, 0, 1) * DECIMALS),
    version: VERSION,
  };
}

/** @param {Map<string, string>} said @param {string[]} differs */
function shapeOf(said, differs) {
  const text = said.get("networkShape") ?? "4,2";
  const shape = text.split(",").filter(Boolean).map(Number);
  const fits = shape.every((units) => Number.isInteger(units) && units >= 1 && units <= MOST_UNITS);
  if (fits && shape.length <= MOST_LAYERS) return shape;
  const whole = shape.every(Number.isFinite);
  differs.push((whole ? words.bounded : words.unread)("networkShape", text));
  if (!whole) return [4, 2];
  return shape
    .slice(0, MOST_LAYERS)
    .map((units) => Math.max(1, Math.min(MOST_UNITS, Math.round(units))));
}

/** @param {Map<string, string>} said */
function choicesOf(said) {
  const hidden = [...said]
    .filter(([key, value]) => HIDE.test(key) && value === "true")
    .map(([key]) => /** @type {Record<string, string>} */ (HIDDEN)[key.replace(HIDE, "")])
    .filter(Boolean);
  const head = isOn(said, "hideText", false) ? ["header"] : [];
  return {
    hide: [...new Set([...hidden, ...head])],
    tests: isOn(said, "showTestData", false),
    discrete: isOn(said, "discretize", false),
  };
}

/** @param {Map<string, string>} said @param {string} key @param {boolean} usual */
function isOn(said, key, usual) {
  const text = said.get(key);
  return text === undefined ? usual : text === "true";
}
