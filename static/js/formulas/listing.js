/** The line that runs: this network's step as NumPy, a few lines around the one in play. */

/** @import { Phase, Position, Run } from "../state/types" */

/** @typedef {{text: string, current: boolean}} CodeLine */
/** @typedef {{phase: Phase, layer: number, lines: string[]}} Block */

const MOST_LINES = 8;

/** How an activation reads in NumPy; others are called by their name. */
/** @type {Record<string, (z: string) => string>} */
const CALLS = {
  linear: (z) => z,
  tanh: (z) => `np.tanh(${z})`,
  relu: (z) => `np.maximum(${z}, 0)`,
};

/** @type {Record<string, (z: string, a: string) => string>} */
const SLOPES = {
  sigmoid: (_, a) => `${a} * (1 - ${a})`,
  tanh: (_, a) => `(1 - ${a}**2)`,
  relu: (z) => `(${z} > 0)`,
};

/** @type {Record<string, (a: string) => string>} */
const LOSSES = {
  squared_error: (a) => `((${a} - y)**2).sum(axis=1) / 2`,
  binary_cross_entropy: (a) => `-(y * np.log(${a}) + (1 - y) * np.log(1 - ${a})).sum(axis=1)`,
  categorical_cross_entropy: (a) => `-(y * np.log(${a})).sum(axis=1)`,
};
const BOUND_LOSSES = new Set(["binary_cross_entropy", "categorical_cross_entropy"]);

/** λ, not the learning rate, which is eta; "lambda" is a word of Python's own. */
/** @type {Record<string, (w: string) => string>} */
const PENALTIES = { l2: (w) => `lam * ${w}`, l1: (w) => `lam * np.sign(${w})` };

/**
 * At most eight lines, the step in play among them.
 * @param {Run} run
 * @param {Position} position
 * @returns {CodeLine[]}
 */
export function listing(run, position) {
  const lines = program(run).flatMap((block) => {
    const current = block.phase === position.phase && block.layer === position.layer;
    return block.lines.map((text) => ({ text, current }));
  });
  const first = Math.max(
    0,
    lines.findIndex(({ current }) => current),
  );
  const own = lines.filter(({ current }) => current).length;
  const before = Math.max(0, Math.floor((MOST_LINES - own) / 2));
  const from = Math.max(0, Math.min(first - before, lines.length - MOST_LINES));
  return lines.slice(from, from + MOST_LINES);
}

/** @param {Run} run @returns {Block[]} */
export function program(run) {
  const layers = run.layers.slice(1).map((_, index) => index + 1);
  return [
    { phase: "input", layer: 0, lines: ["a0, y = mini_batch"] },
    ...layers.map((layer) => forwardBlock(run, layer)),
    lossBlock(run),
    ...layers
      .slice()
      .reverse()
      .map((layer) => backwardBlock(run, layer)),
    ...layers.map((layer) => updateBlock(run, layer)),
  ];
}

/** @param {Run} run @param {number} layer @returns {Block} */
function forwardBlock(run, layer) {
  const name = activationOf(run, layer);
  const call = CALLS[name]?.(`z${layer}`) ?? `${name}(z${layer})`;
  const lines = [`z${layer} = a${layer - 1} @ w${layer} + b${layer}`, `a${layer} = ${call}`];
  return { phase: "forward", layer, lines };
}

/** @param {Run} run @returns {Block} */
function lossBlock(run) {
  const layer = run.layers.length - 1;
  const { loss } = run.spec;
  const value = LOSSES[loss]?.(`a${layer}`) ?? `${loss}(a${layer}, y)`;
  return { phase: "loss", layer, lines: [`loss = ${value}`] };
}

/** @param {Run} run @param {number} layer @returns {Block} */
function backwardBlock(run, layer) {
  const lines = [
    `delta${layer} = ${deltaOf(run, layer)}`,
    `grad_w${layer} = a${layer - 1}.T @ delta${layer} / len(y)`,
    `grad_b${layer} = delta${layer}.mean(axis=0)`,
  ];
  return { phase: "backward", layer, lines };
}

/** @param {Run} run @param {number} layer */
function deltaOf(run, layer) {
  const last = run.layers.length - 1;
  const { loss } = run.spec;
  if (layer === last && BOUND_LOSSES.has(loss)) return errorOf(layer);
  const blame = layer < last ? `delta${layer + 1} @ w${layer + 1}.T` : outputBlame(loss, layer);
  const name = activationOf(run, layer);
  if (name === "linear") return blame;
  if (name === "softmax") return `softmax_back(${blame}, a${layer})`;
  const factor = blame === errorOf(layer) ? `(${blame})` : blame;
  return `${factor} * ${SLOPES[name]?.(`z${layer}`, `a${layer}`) ?? `${name}_slope(z${layer})`}`;
}

/** @param {number} layer */
function errorOf(layer) {
  return `a${layer} - y`;
}

/** @param {string} loss @param {number} layer */
function outputBlame(loss, layer) {
  if (loss === "squared_error") return errorOf(layer);
  if (loss === "huber") return `np.clip(${errorOf(layer)}, -1, 1)`;
  return `${loss}_slope(a${layer}, y)`;
}

/** @param {Run} run @param {number} layer @returns {Block} */
function updateBlock(run, layer) {
  const { optimizer } = run.spec;
  const penalty = penaltyOf(run, `w${layer}`);
  const gradient = penalty ? `grad_w${layer} + ${penalty}` : `grad_w${layer}`;
  const lines =
    optimizer.kind === "sgd"
      ? [
          `w${layer} -= eta * ${penalty ? `(${gradient})` : gradient}`,
          `b${layer} -= eta * grad_b${layer}`,
        ]
      : [
          `step_w${layer} = ${optimizer.kind}(${gradient})`,
          `w${layer} += step_w${layer}`,
          `b${layer} += ${optimizer.kind}(grad_b${layer})`,
        ];
  return { phase: "update", layer, lines };
}

/** @param {Run} run @param {string} w */
function penaltyOf(run, w) {
  const { kind, rate } = run.spec.regularization;
  return rate > 0 ? PENALTIES[kind]?.(w) : undefined;
}

/** @param {Run} run @param {number} layer */
function activationOf(run, layer) {
  return run.layers[layer].activation ?? "linear";
}
