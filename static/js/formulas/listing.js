/** The line that runs: this network's step as NumPy, made of the engine's own functions and the calls of them. */

/** @import { Catalog, Phase, Position, Run } from "../state/types" */
/** @import { Python } from "./python.js" */

import { isTrained } from "../state/trained.js";
import { constantsChosen } from "./chosen-constants.js";
import { bodyOf, definitionsIn, pythonOf, shortly } from "./python.js";

/** @typedef {{text: string, current: boolean}} CodeLine */
/** @typedef {{phase: Phase, layer: number, calls: Call[]}} Block */
/** One line of a step, and the function that it calls, if that is one of the engine's. */
/** @typedef {{text: string, calls: Python | null}} Call */

const MOST_LINES = 8;
/** A function that takes more than a line is shown below the call, if all of it finds room. */
const MOST_WITH_FUNCTION = 14;
const HEAD = "import math\n\nimport numpy as np";
/** What a correction is given; whatever else it takes is its memory. */
const CORRECTED_FROM = new Set(["w", "step", "g", "penalty"]);
const LAYER_FUNCTIONS = ["forward", "blame", "delta", "gradient", "penalized", "held", "update"];

/**
 * A few lines, the step in play among them, and what its functions do.
 * @param {Run} run
 * @param {Catalog | null} catalog
 * @param {Position} position
 * @returns {CodeLine[]}
 */
export function listing(run, catalog, position) {
  const blocks = program(run, catalog);
  const here = blocks.find(
    ({ phase, layer }) => phase === position.phase && layer === position.layer,
  );
  const lines = blocks.flatMap((block) =>
    block.calls.map((call) => ({ text: explained(call), current: block === here })),
  );
  const bodies = longFunctions(here?.calls ?? []).flatMap(bodyOf);
  const own = lines.filter(({ current }) => current);
  if (bodies.length && own.length + bodies.length <= MOST_WITH_FUNCTION)
    return [...own, ...bodies.map((text) => ({ text, current: false }))];
  const first = Math.max(
    0,
    lines.findIndex(({ current }) => current),
  );
  const before = Math.max(0, Math.floor((MOST_LINES - own.length) / 2));
  const from = Math.max(0, Math.min(first - before, lines.length - MOST_LINES));
  return lines.slice(from, from + Math.max(MOST_LINES, own.length));
}

/**
 * A mini-batch as Python that runs. It takes `x` and `y` (units, rows), each layer's `wb1`, … (weights above, biases
 * in the last row) and memories `m1`, …, and `eta`, `t` and `lam`.
 * @param {Run} run
 * @param {Catalog | null} catalog
 */
export function programText(run, catalog) {
  const blocks = program(run, catalog);
  const functions = blocks.flatMap(({ calls }) => calls.flatMap(({ calls }) => calls ?? []));
  const definitions = definitionsIn(functions.map(({ source }) => source));
  const calls = blocks.map(({ calls }) => calls.map(({ text }) => text).join("\n"));
  return `${[HEAD, ...definitions].join("\n\n\n")}\n\n\n${calls.join("\n\n")}\n`;
}

/** @param {Run} run @param {Catalog | null} catalog @returns {Block[]} */
export function program(run, catalog) {
  const layers = run.layers.slice(1).map((_, index) => index + 1);
  const parts = partsOf(run, catalog);
  return [
    { phase: "input", layer: 0, calls: inputLines() },
    ...layers.map((layer) => forwardBlock(parts, layer)),
    lossBlock(parts),
    ...layers
      .slice()
      .reverse()
      .map((layer) => backwardBlock(parts, layer)),
    ...layers.map((layer) => updateBlock(parts, layer)),
  ];
}

/** The functions a run is made of. @param {Run} run @param {Catalog | null} catalog */
function partsOf(run, catalog) {
  const { spec, layers } = run;
  const named = (
    /** @type {readonly {name: string}[] | undefined} */ table,
    /** @type {string} */ name,
  ) => /** @type {any} */ (table?.find((record) => record.name === name)) ?? {};
  const names = layers.map(({ activation }) => activation ?? "linear");
  const activations = names.map((name) => ({ name, ...named(catalog?.activations, name) }));
  const penalty = named(catalog?.penalties, spec.regularization.kind);
  return {
    activations,
    spec,
    last: layers.length - 1,
    loss: { ...named(catalog?.losses, spec.loss), name: spec.loss },
    optimizer: { ...named(catalog?.optimizers, spec.optimizer.kind), name: spec.optimizer.kind },
    reduction: pythonOf(
      named(catalog?.reductions, spec.batch_reduction).source,
      spec.batch_reduction,
      ["total"],
    ),
    penalty: spec.regularization.kind === "none" ? null : penalty,
    chosen: constantsChosen(spec.optimizer),
    layer: Object.fromEntries(
      LAYER_FUNCTIONS.map((name) => [name, pythonOf(catalog?.layer?.[name], name)]),
    ),
  };
}

/** @typedef {ReturnType<typeof partsOf>} Parts */

/** @returns {Call[]} */
function inputLines() {
  return [
    { text: "ones = np.ones((1, x.shape[1]))", calls: null },
    { text: "a0 = x", calls: null },
  ];
}

/** What comes into a layer, and the constant that its biases weigh. @param {number} layer */
const into = (layer) => `np.vstack([a${layer - 1}, ones])`;

/** @param {Parts} parts @param {number} layer @returns {Block} */
function forwardBlock({ activations, layer: own }, layer) {
  const { name, source } = activations[layer];
  const made = pythonOf(source, name, ["z"]);
  const calls = [
    call(`z${layer}`, own.forward, [`wb${layer}`, into(layer)]),
    call(`a${layer}`, made, argumentsOf(made, layer)),
  ];
  return { phase: "forward", layer, calls };
}

/** @param {Parts} parts @returns {Block} */
function lossBlock({ loss, last }) {
  const made = pythonOf(loss.source, loss.name, ["a", "y"]);
  return { phase: "loss", layer: last, calls: [call("loss", made, argumentsOf(made, last))] };
}

/** @param {Parts} parts @param {number} layer @returns {Block} */
function backwardBlock(parts, layer) {
  const { layer: own } = parts;
  const calls = [
    ...deltaCalls(parts, layer),
    call(`total${layer}`, own.gradient, [into(layer), `delta${layer}`]),
  ];
  return { phase: "backward", layer, calls };
}

/** @param {Parts} parts @param {number} layer @returns {Call[]} */
function deltaCalls({ activations, loss, last, layer: own }, layer) {
  const made = (/** @type {string} */ to, /** @type {Python} */ python) =>
    call(`${to}${layer}`, python, argumentsOf(python, layer));
  if (layer === last && loss.output_activation)
    return [made("delta", pythonOf(loss.delta_source, `${loss.name}_delta`, ["a", "y"]))];
  const blame =
    layer === last
      ? made("d_a", pythonOf(loss.slope_source, `${loss.name}_slope`, ["a", "y"]))
      : call(`d_a${layer}`, own.blame, [`wb${layer + 1}[:-1]`, `delta${layer + 1}`]);
  const { name, couples_units, delta_source, slope_source } = activations[layer];
  if (couples_units)
    return [blame, made("delta", pythonOf(delta_source, `${name}_delta`, ["a", "d_a"]))];
  return [
    blame,
    made("slope", pythonOf(slope_source, `${name}_slope`, ["z", "a"])),
    call(`delta${layer}`, own.delta, [`d_a${layer}`, `slope${layer}`]),
  ];
}

/** @param {Parts} parts @param {number} layer @returns {Block} */
function updateBlock({ spec, optimizer, reduction, penalty, chosen, layer: own }, layer) {
  const held = isWhollyTrained(spec, layer)
    ? null
    : (/** @type {string} */ name) =>
        call(`${name}${layer}`, own.held, [`${name}${layer}`, `trained${layer}`]);
  const memory = (/** @type {readonly string[]} */ names) => names.map((name) => `${name}${layer}`);
  const made = pythonOf(optimizer.source, optimizer.name, [
    "g",
    ...(optimizer.memory ?? []),
    "eta",
  ]);
  const constants = Object.entries(optimizer.constants ?? {})
    .filter(([name, usual]) => name in chosen && chosen[name] !== usual)
    .map(([name]) => `${name}=${chosen[name]}`);
  const calls = [
    call(`g${layer}`, reduction, argumentsOf(reduction, layer)),
    ...(penalty ? penaltyCalls(penalty, own, layer) : []),
    ...(held ? [trainedLine(spec, layer), held("g")] : []),
    call([`step${layer}`, ...memory(optimizer.memory ?? [])].join(", "), made, [
      ...argumentsOf(made, layer),
      ...constants,
    ]),
    ...(penalty?.correction_source ? [correction(penalty, layer)] : []),
    ...(held ? [held("step")] : []),
    call(`wb${layer}`, own.update, [`wb${layer}`, `step${layer}`]),
  ];
  return { phase: "update", layer, calls };
}

/** @param {Run["spec"]} spec @param {number} layer */
function isWhollyTrained(spec, layer) {
  return isTrained(spec, layer, "weights") && isTrained(spec, layer, "biases");
}

/** 1 for what is trained, 0 for what stays as it started. @param {Run["spec"]} spec @param {number} layer @returns {Call} */
function trainedLine(spec, layer) {
  const [weights, biases] = /** @type {const} */ (["weights", "biases"]).map((part) =>
    isTrained(spec, layer, part) ? "1.0" : "0.0",
  );
  const parts = `np.full_like(wb${layer}[:-1], ${weights}), np.full_like(wb${layer}[-1:], ${biases})`;
  return { text: `trained${layer} = np.vstack([${parts}])`, calls: null };
}

/** λ weighs on weights, not on biases. @param {any} penalty @param {Parts["layer"]} own @param {number} layer @returns {Call[]} */
function penaltyCalls({ name, source }, own, layer) {
  const made = pythonOf(source, name, ["w", "rate"]);
  return [
    {
      text: `rate${layer} = np.vstack([np.full_like(wb${layer}[:-1], lam), np.zeros_like(wb${layer}[-1:])])`,
      calls: null,
    },
    call(`penalty${layer}`, made, argumentsOf(made, layer)),
    call(`g${layer}`, own.penalized, [`g${layer}`, `penalty${layer}`]),
  ];
}

/** @param {any} penalty @param {number} layer */
function correction({ correction_source }, layer) {
  const made = pythonOf(correction_source, "correction");
  const memory = made.parameters.filter((name) => !CORRECTED_FROM.has(name));
  const results = ["step", ...memory].map((name) => `${name}${layer}`);
  return call(results.join(", "), made, argumentsOf(made, layer));
}

/** What a function is called with: each name means this layer's. @param {Python} python @param {number} layer */
function argumentsOf({ parameters }, layer) {
  /** @type {Record<string, string>} */
  const shared = {
    y: "y",
    eta: "eta",
    t: "t",
    outputs: "len(y)",
    per_row: "1.0 / x.shape[1]",
    w: `wb${layer}`,
  };
  return parameters.map((name) => shared[name] ?? `${name}${layer}`);
}

/** @param {string} to @param {Python} python @param {string[]} args @returns {Call} */
function call(to, python, args) {
  return {
    text: `${to} = ${python.name}(${args.join(", ")})`,
    calls: python.source ? python : null,
  };
}

/** A call, and what a function of one line gives. @param {Call} call */
function explained({ text, calls }) {
  const gives = calls && shortly(calls);
  return gives ? `${text}  # ${gives}` : text;
}

/** @param {Call[]} calls @returns {Python[]} */
function longFunctions(calls) {
  return calls.flatMap(({ calls }) => (calls && !shortly(calls) ? [calls] : []));
}
