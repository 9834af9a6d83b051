/** The line that runs: this network's step as NumPy, made of the lines of the engine's own functions. */

/** @import { Catalog, Phase, Position, Run } from "../state/types" */
/** @import { Python } from "./python.js" */

import { varying } from "../state/schedules.js";
import { isTrained } from "../state/trained.js";
import { constantsChosen } from "./chosen-constants.js";
import { bodyOf, definitionsIn, pythonOf } from "./python.js";
import { writtenOut } from "./written-out.js";

/** @typedef {{text: string, current: boolean}} CodeLine */
/** @typedef {{phase: Phase, layer: number, calls: Call[]}} Block */
/**
 * Lines of a step that one of the engine's functions stands for.
 * @typedef {object} Call
 * @property {string[]} lines
 * @property {string} of its name; empty where there is none
 * @property {Python | null} calls the function, where it is called instead of written out
 * @property {string[]} needs texts of functions that the lines call
 */

const MOST_LINES = 8;
/** A function that is not written out is shown below its call, if all of it finds room. */
const MOST_WITH_FUNCTION = 14;
const HEAD = "import math\n\nimport numpy as np";
/** What a correction is given; whatever else it takes is its memory. */
const CORRECTED_FROM = new Set(["w", "step", "g", "penalty"]);
/** What lines of a step are called before their layer's number, besides what optimizers remember. */
const TAKEN = [
  ...["drawn", "mask", "undropped"],
  ...["in", "z", "a", "d_a", "slope", "delta", "total"],
  ...["g", "step", "wb", "w", "penalty", "rate", "trained", "dead"],
  ...["x", "y", "loss", "ones", "eta", "eta_0", "epochs", "t", "lam"],
];
const LAYER_FUNCTIONS = [
  "drop_mask",
  "masked",
  "forward",
  "blame",
  "delta",
  "gradient",
  "penalized",
  "held",
  "update",
];

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
    block.calls.flatMap(explained).map((text) => ({ text, current: block === here })),
  );
  const bodies = (here?.calls ?? []).flatMap(({ calls }) => (calls ? bodyOf(calls) : []));
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
 * in the last row; `w1`, … in a run without biases) and memories `m1`, …, and `eta`, `t` and `lam`.
 * @param {Run} run
 * @param {Catalog | null} catalog
 */
export function programText(run, catalog) {
  const blocks = program(run, catalog);
  const definitions = definitionsIn(
    blocks.flatMap(({ calls }) => calls.flatMap(({ needs }) => needs)),
  );
  const calls = blocks.map(({ calls }) => calls.flatMap(explained).join("\n"));
  return `${[HEAD, ...definitions].join("\n\n\n")}\n\n\n${calls.join("\n\n")}\n`;
}

/** @param {Run} run @param {Catalog | null} catalog @returns {Block[]} */
export function program(run, catalog) {
  const layers = run.layers.slice(1).map((_, index) => index + 1);
  const parts = partsOf(run, catalog);
  return [
    { phase: "input", layer: 0, calls: inputLines(parts) },
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
    taken: new Set([...TAKEN, ...(named(catalog?.optimizers, spec.optimizer.kind).memory ?? [])]),
    chosen: constantsChosen(spec.optimizer),
    schedule: varying(catalog, spec),
    layer: Object.fromEntries(
      LAYER_FUNCTIONS.map((name) => [name, pythonOf(catalog?.layer?.[name], name)]),
    ),
  };
}

/** @typedef {ReturnType<typeof partsOf>} Parts */

/** @param {Parts} parts @returns {Call[]} */
function inputLines({ spec }) {
  const ones = spec.use_biases ? [line("ones = np.ones((1, x.shape[1]))")] : [];
  return [...ones, line("a0 = x")];
}

/** What a layer is trained in: its weights, and in a row below them its biases where it has any. @param {Parts} parts @param {number} layer */
function parametersOf({ spec }, layer) {
  return `${spec.use_biases ? "wb" : "w"}${layer}`;
}

/** @param {Parts} parts @param {number} layer @returns {Block} */
function forwardBlock(parts, layer) {
  const { name, source } = parts.activations[layer];
  const call = callsOf(parts, layer);
  const made = pythonOf(source, name, ["z"]);
  const calls = [
    line(
      `in${layer} = ${parts.spec.use_biases ? `np.vstack([a${layer - 1}, ones])` : `a${layer - 1}`}`,
    ),
    call([`z${layer}`], parts.layer.forward, [parametersOf(parts, layer), `in${layer}`]),
    ...(dropsIn(parts, layer) ? droppedCalls(parts, layer, made) : [call([`a${layer}`], made)]),
  ];
  return { phase: "forward", layer, calls };
}

/** The share that a layer leaves out. @param {Parts} parts @param {number} layer */
function dropsIn({ spec }, layer) {
  return spec.hidden[layer - 1]?.dropout ?? 0;
}

/** What the activation makes, the mask of random numbers `drawn1`, and what it leaves. @param {Parts} parts @param {number} layer @param {Python} made @returns {Call[]} */
function droppedCalls(parts, layer, made) {
  const { drop_mask, masked } = parts.layer;
  const call = callsOf(parts, layer);
  const [undropped, mask] = [`undropped${layer}`, `mask${layer}`];
  return [
    call([undropped], made),
    call([mask], drop_mask, [`drawn${layer}`, String(dropsIn(parts, layer))]),
    call([`a${layer}`], masked, [undropped, mask]),
  ];
}

/** @param {Parts} parts @returns {Block} */
function lossBlock(parts) {
  const { loss, last } = parts;
  const made = pythonOf(loss.source, loss.name, ["a", "y"]);
  return { phase: "loss", layer: last, calls: [callsOf(parts, last)(["loss"], made)] };
}

/** @param {Parts} parts @param {number} layer @returns {Block} */
function backwardBlock(parts, layer) {
  const call = callsOf(parts, layer);
  const calls = [
    ...deltaCalls(parts, layer),
    call([`total${layer}`], parts.layer.gradient, [`in${layer}`, `delta${layer}`]),
  ];
  return { phase: "backward", layer, calls };
}

/** @param {Parts} parts @param {number} layer @returns {Call[]} */
function deltaCalls(parts, layer) {
  const { activations, loss, last, layer: own, spec } = parts;
  const call = callsOf(parts, layer);
  const [d_a, slope, delta] = ["d_a", "slope", "delta"].map((name) => [`${name}${layer}`]);
  if (layer === last && loss.output_activation)
    return [call(delta, pythonOf(loss.delta_source, `${loss.name}_delta`, ["a", "y"]))];
  const blame =
    layer === last
      ? call(d_a, pythonOf(loss.slope_source, `${loss.name}_slope`, ["a", "y"]))
      : call(d_a, own.blame, [
          spec.use_biases ? `wb${layer + 1}[:-1]` : `w${layer + 1}`,
          `delta${layer + 1}`,
        ]);
  const { name, couples_units, delta_source, slope_source } = activations[layer];
  const drops = dropsIn(parts, layer);
  const before = [
    blame,
    ...(drops ? [call(d_a, own.masked, [`d_a${layer}`, `mask${layer}`])] : []),
  ];
  /** @param {Python} python */
  const undropped = (python) =>
    argumentsOf(parts, python, layer).map((name) =>
      drops && name === `a${layer}` ? `undropped${layer}` : name,
    );
  const made = pythonOf(delta_source, `${name}_delta`, ["a", "d_a"]);
  if (couples_units) return [...before, call(delta, made, undropped(made))];
  const steepness = pythonOf(slope_source, `${name}_slope`, ["z", "a"]);
  return [...before, call(slope, steepness, undropped(steepness)), call(delta, own.delta)];
}

/** @param {Parts} parts @param {number} layer @returns {Block} */
function updateBlock(parts, layer) {
  const { spec, optimizer, reduction, penalty, layer: own } = parts;
  const call = callsOf(parts, layer);
  const held = isWhollyTrained(spec, layer)
    ? null
    : (/** @type {string} */ name) =>
        call([`${name}${layer}`], own.held, [`${name}${layer}`, `trained${layer}`]);
  const memory = optimizer.memory ?? [];
  const made = pythonOf(optimizer.source, optimizer.name, ["g", ...memory, "eta"]);
  const results = ["step", ...memory].map((name) => `${name}${layer}`);
  const calls = [
    call([`g${layer}`], reduction),
    ...(penalty ? penaltyCalls(parts, layer) : []),
    ...(held ? [trainedLine(spec, layer), held("g")] : []),
    ...(parts.schedule ? [rateCall(parts, parts.schedule, layer)] : []),
    call(results, made, argumentsOf(parts, made, layer), constantsOf(parts)),
    ...(penalty?.correction_source ? [correction(parts, layer)] : []),
    ...(held ? [held("step")] : []),
    call([parametersOf(parts, layer)], own.update, [parametersOf(parts, layer), `step${layer}`]),
  ];
  return { phase: "update", layer, calls };
}

/** The learning rate of this update, by its schedule. @param {Parts} parts @param {import("../state/types").ScheduleInfo} schedule @param {number} layer @returns {Call} */
function rateCall(parts, { source, name, constants }, layer) {
  const made = pythonOf(source, name);
  const chosen = chosenOf(constants, constantsChosen(parts.spec.schedule));
  return callsOf(parts, layer)(["eta"], made, argumentsOf(parts, made, layer), chosen);
}

/** The optimizer's constants that are not the usual ones. @param {Parts} parts @returns {Record<string, string>} */
function constantsOf({ optimizer, chosen }) {
  return chosenOf(optimizer.constants ?? {}, chosen);
}

/** @param {Readonly<Record<string, number>>} constants @param {Record<string, number>} chosen @returns {Record<string, string>} */
function chosenOf(constants, chosen) {
  return Object.fromEntries(
    Object.entries(constants)
      .filter(([name, usual]) => name in chosen && chosen[name] !== usual)
      .map(([name]) => [name, String(chosen[name])]),
  );
}

/** @param {Run["spec"]} spec @param {number} layer */
function isWhollyTrained(spec, layer) {
  return (
    isTrained(spec, layer, "weights") && (!spec.use_biases || isTrained(spec, layer, "biases"))
  );
}

/** 1 for what is trained, 0 for what stays as it started. @param {Run["spec"]} spec @param {number} layer @returns {Call} */
function trainedLine(spec, layer) {
  if (!spec.use_biases) return line(`trained${layer} = np.zeros_like(w${layer})`);
  const [weights, biases] = /** @type {const} */ (["weights", "biases"]).map((part) =>
    isTrained(spec, layer, part) ? "1.0" : "0.0",
  );
  const parts = `np.full_like(wb${layer}[:-1], ${weights}), np.full_like(wb${layer}[-1:], ${biases})`;
  return line(`trained${layer} = np.vstack([${parts}])`);
}

/** λ weighs on weights, not on biases. @param {Parts} parts @param {number} layer @returns {Call[]} */
function penaltyCalls(parts, layer) {
  const { name, source } = parts.penalty;
  const call = callsOf(parts, layer);
  const rates = `np.full_like(wb${layer}[:-1], lam), np.zeros_like(wb${layer}[-1:])`;
  const weighed = parts.spec.use_biases ? `np.vstack([${rates}])` : `np.full_like(w${layer}, lam)`;
  return [
    line(`rate${layer} = ${weighed}`),
    call([`penalty${layer}`], pythonOf(source, name, ["w", "rate"])),
    call([`g${layer}`], parts.layer.penalized),
  ];
}

/** @param {Parts} parts @param {number} layer */
function correction(parts, layer) {
  const made = pythonOf(parts.penalty.correction_source, "correction");
  const memory = made.parameters.filter((name) => !CORRECTED_FROM.has(name));
  const results = ["step", ...memory].map((name) => `${name}${layer}`);
  return callsOf(parts, layer)(results, made);
}

/** What a function is called with: each name means this layer's. @param {Parts} parts @param {Python} python @param {number} layer */
function argumentsOf(parts, { parameters }, layer) {
  /** @type {Record<string, string>} */
  const shared = {
    y: "y",
    eta: "eta",
    eta_0: "eta_0",
    epochs: "epochs",
    t: "t",
    outputs: "len(y)",
    per_row: "1.0 / x.shape[1]",
    w: parametersOf(parts, layer),
  };
  return parameters.map((name) => shared[name] ?? `${name}${layer}`);
}

/** @param {string} text @returns {Call} */
function line(text) {
  return { lines: [text], of: "", calls: null, needs: [] };
}

/**
 * Makes calls of functions in a layer: written out where their lines can stand for themselves.
 * @param {Parts} parts
 * @param {number} layer
 */
function callsOf(parts, layer) {
  /**
   * @param {readonly string[]} targets
   * @param {Python} python
   * @param {readonly string[]} [args]
   * @param {Readonly<Record<string, string>>} [chosen]
   * @returns {Call}
   */
  return (targets, python, args = argumentsOf(parts, python, layer), chosen = {}) => {
    const { name, source } = python;
    const lines = writtenOut(python, { targets, args, chosen, layer, taken: parts.taken });
    if (lines) return { lines, of: name, calls: null, needs: helpersOf(source, lines) };
    const given = [...args, ...Object.entries(chosen).map(([key, value]) => `${key}=${value}`)];
    const text = `${targets.join(", ")} = ${name}(${given.join(", ")})`;
    return { lines: [text], of: "", calls: source ? python : null, needs: [source] };
  };
}

/** The functions that a text brings with it for its last, where these lines call any. @param {string} source @param {readonly string[]} lines */
function helpersOf(source, lines) {
  const helpers = definitionsIn([source]).slice(0, -1);
  const names = helpers.map((helper) => pythonOf(helper, "").name);
  const isCalled = names.some((name) =>
    lines.some((line) => new RegExp(`\\b${name}\\(`).test(line)),
  );
  return isCalled ? helpers : [];
}

/** Lines, the first with the name of what they are. @param {Call} call */
function explained({ lines: [first, ...rest], of }) {
  return [of ? `${first}  # ${of}` : first, ...rest];
}
