/** What an edit in the build rail makes of a specification: pure, so that every rule can be tested. */

/** @import { Catalog, DatasetInfo, HiddenSpec, LossInfo, Run, Spec } from "../state/types" */

import { labelOf } from "../words/label.js";
import { words } from "../words/words.js";

/** Exact starting values hold only for the shape and the start they were given for. */
const GIVEN_START = "parameters";

/**
 * Another data set, with the settings that suit it: its own inputs and split, the same noise. A number of
 * samples that came with the data set before goes with it.
 * @param {Spec} spec
 * @param {DatasetInfo} dataset
 * @param {Pick<Catalog, "datasets" | "schema">} catalog
 * @returns {Spec}
 */
export function withDataset(spec, dataset, { datasets, schema }) {
  const { data, ...suggested } = suggestedBy(dataset);
  const { samples: before, noise } = spec.data;
  const { name: kind, train_fraction, default_inputs: inputs } = dataset;
  const left = datasets.find(({ name }) => name === spec.data.kind);
  const usual = fieldOf(schema, "data.samples").default;
  const typed = before !== ((left && suggestedBy(left).data?.samples) ?? usual);
  const samples = typed ? before : usual;
  return {
    ...withFreshStart(spec),
    inputs,
    ...suggested,
    data: {
      samples,
      noise,
      train_fraction,
      standardize: false,
      standardize_y: false,
      ...data,
      kind,
    },
  };
}

/**
 * @param {Spec} spec
 * @param {Partial<Spec["data"]>} change
 * @returns {Spec}
 */
export function withData(spec, change) {
  return { ...spec, data: { ...spec.data, ...change } };
}

/**
 * An input switched on or off, in the data set's order; the last one stays.
 * @param {Spec} spec
 * @param {string} name
 * @param {readonly string[]} available
 * @returns {Spec}
 */
export function withInputToggled(spec, name, available) {
  const chosen = available.filter((input) => spec.inputs.includes(input) !== (input === name));
  return chosen.length === 0 ? spec : { ...withFreshStart(spec), inputs: chosen };
}

/**
 * An input that is typed, after the others.
 * @param {Spec} spec
 * @param {string} formula
 * @returns {Spec}
 */
export function withInputTyped(spec, formula) {
  if (spec.inputs.includes(formula)) return spec;
  return { ...withFreshStart(spec), inputs: [...spec.inputs, formula] };
}

/**
 * One more hidden layer at the end, like the last one.
 * @param {Spec} spec
 * @returns {Spec}
 */
export function withLayerAdded(spec) {
  const last = spec.hidden.at(-1) ?? { units: 2, activation: "tanh", dropout: 0 };
  return withHidden(spec, [...spec.hidden, { ...last, frozen: false }]);
}

/**
 * @param {Spec} spec
 * @param {number} index
 * @returns {Spec}
 */
export function withLayerRemoved(spec, index) {
  return withHidden(
    spec,
    spec.hidden.filter((_, at) => at !== index),
  );
}

/**
 * @param {Spec} spec
 * @param {number} index
 * @param {Partial<HiddenSpec>} change
 * @returns {Spec}
 */
export function withLayer(spec, index, change) {
  return withHidden(
    spec,
    spec.hidden.map((layer, at) => (at === index ? { ...layer, ...change } : layer)),
  );
}

/**
 * A hidden layer that keeps what it starts with, or learns again.
 * @param {Spec} spec
 * @param {number} index
 * @returns {Spec}
 */
export function withFrozenToggled(spec, index) {
  const hidden = spec.hidden.map((layer, at) =>
    at === index ? { ...layer, frozen: !layer.frozen } : layer,
  );
  return { ...spec, hidden };
}

/**
 * Another activation or dropout of a hidden layer, which keeps its shape: exact starting values stay.
 * @param {Spec} spec
 * @param {number} index
 * @param {Partial<Pick<HiddenSpec, "activation" | "dropout">>} change
 * @returns {Spec}
 */
export function withKept(spec, index, change) {
  const hidden = spec.hidden.map((layer, at) => (at === index ? { ...layer, ...change } : layer));
  return { ...spec, hidden };
}

/**
 * Another loss, with the output activation it is bound to.
 * @param {Spec} spec
 * @param {string} loss
 * @param {readonly LossInfo[]} losses
 * @returns {Spec}
 */
export function withLoss(spec, loss, losses) {
  const bound = boundTo(loss, losses);
  const { output_activation: before } = spec;
  // Softmax belongs to its loss: left alone with another it would compare outputs that are no classes.
  const freed = before === boundTo(spec.loss, losses) && before === "softmax" ? "linear" : before;
  return { ...withFreshStart(spec), loss, output_activation: bound ?? freed };
}

/**
 * Another output activation; a loss that is bound to a different one gives way to one that is free. Exact starting
 * values stay where a run can go on with it.
 * @param {Spec} spec
 * @param {string} activation
 * @param {readonly LossInfo[]} losses
 * @param {readonly string[]} goOn those that it can go on with
 * @returns {Spec}
 */
export function withOutputActivation(spec, activation, losses, goOn) {
  const bound = boundTo(spec.loss, losses);
  const free = losses.find((loss) => loss.output_activation === null)?.name ?? spec.loss;
  const loss = bound === null || bound === activation ? spec.loss : free;
  const kept = goOn.includes(activation) ? spec : withFreshStart(spec);
  return { ...kept, output_activation: activation, loss };
}

/**
 * @param {Spec} spec
 * @param {Pick<Partial<Spec>, "initializer">} change
 * @returns {Spec}
 */
export function withStart(spec, change) {
  return { ...withFreshStart(spec), ...change };
}

/**
 * Other random numbers for all that is drawn: rows, split, weights, orders.
 * @param {Spec} spec
 * @param {number} seed
 * @returns {Spec}
 */
export function withSeed(spec, seed) {
  const { seed: _, ...data } = spec.data;
  return { ...withFreshStart(spec), data, seed };
}

/**
 * Other starting weights, and the very same rows.
 * @param {Spec} spec
 * @param {number} seed
 * @returns {Spec}
 */
export function withOtherWeights(spec, seed) {
  return { ...withFreshStart(withData(spec, { seed: rowsSeed(spec) })), seed };
}

/** What the rows are drawn by. @param {Spec} spec */
export function rowsSeed({ data, seed }) {
  return data.seed ?? seed;
}

/** Small enough to be read out in a classroom. */
const SEEDS_DICED = 1000;

/** Another seed by chance. @param {number} seed */
export function otherSeed(seed) {
  const drawn = Math.floor(Math.random() * (SEEDS_DICED - 1));
  return drawn >= seed ? drawn + 1 : drawn;
}

/**
 * @param {Spec} spec
 * @param {Partial<Spec["optimizer"]>} change
 * @returns {Spec}
 */
export function withOptimizer(spec, change) {
  // The constants are those of one kind.
  const { learning_rate } = spec.optimizer;
  const kept = change.kind === undefined ? spec.optimizer : { kind: change.kind, learning_rate };
  return { ...spec, optimizer: { ...kept, ...change } };
}

/**
 * Another schedule of the learning rate, with its usual constants, or another constant of it.
 * @param {Spec} spec
 * @param {Partial<Spec["schedule"]>} change
 * @returns {Spec}
 */
export function withSchedule(spec, change) {
  const kept = change.kind === undefined ? spec.schedule : { kind: change.kind };
  return { ...spec, schedule: { ...kept, ...change } };
}

/**
 * Biases that are trained, fixed at their start, or none.
 * @param {Spec} spec
 * @param {string} are "trained", "fixed" or "none"
 * @returns {Spec}
 */
export function withBiases(spec, are) {
  const kept = are === "none" ? withFreshStart(spec) : spec;
  return { ...kept, use_biases: are !== "none", train_biases: are !== "fixed" };
}

/**
 * Another penalty; one that is switched on at rate 0 would do nothing, so it starts at a small rate.
 * @param {Spec} spec
 * @param {Partial<Spec["regularization"]>} change
 * @returns {Spec}
 */
export function withPenalty(spec, change) {
  const penalty = { ...spec.regularization, ...change };
  const idle = change.kind !== undefined && change.kind !== "none" && penalty.rate === 0;
  return { ...spec, regularization: idle ? { ...penalty, rate: FIRST_PENALTY_RATE } : penalty };
}

const FIRST_PENALTY_RATE = 0.001;

/**
 * What the data are called: a table of one's own by its file, where it came from one.
 * @typedef {{ kind: string, label?: string | null, expression?: string | null }} Named what data are called by
 * @param {{ data: Named }} spec
 * @param {Pick<Catalog, "datasets"> | null} catalog
 */
export function dataLabel({ data }, catalog) {
  if (data.kind === "table") return data.label ?? words.rail.ownTable;
  if (data.kind === "function") return data.expression ?? "";
  return labelOf(catalog?.datasets, data.kind);
}

/**
 * The inputs on offer: those of the data set; what a point of a plane is turned into, and what is typed besides; else
 * the columns of a table of one's own by name.
 * @param {Spec} spec
 * @param {readonly DatasetInfo[]} datasets
 * @returns {readonly string[]}
 */
export function inputsOnOffer(spec, datasets) {
  const { data, inputs } = spec;
  const builtIn = datasets.find(({ name }) => name === (isPlane(data) ? PLANE : data.kind));
  const offered = builtIn?.inputs ?? columnsOf(spec);
  return [...offered, ...inputs.filter((input) => !offered.includes(input))];
}

/**
 * Whether rows are points of a plane, of which any formula can be an input.
 * @param {Spec} spec
 * @param {readonly DatasetInfo[]} datasets
 */
export function takesFormulas({ data }, datasets) {
  const [inputs, ofPlanes] = [data.kind, PLANE].map((kind) =>
    datasets.find(({ name }) => name === kind)?.inputs.join(),
  );
  return isPlane(data) || (inputs !== undefined && inputs === ofPlanes);
}

/** A data set whose rows are points of a plane: what they can be turned into is the same for all. */
const PLANE = "circle";

/** Whether data of one's own are points of a plane. @param {Spec["data"]} data */
function isPlane({ kind, domain, x, expression }) {
  if (kind === "table") return domain !== undefined && x?.[0]?.length === 2;
  return kind === "function" && /x[12]/.test(expression ?? "");
}

/**
 * The columns of a table of one's own by name, those that are no inputs too.
 * @param {Spec} spec
 * @returns {readonly string[]}
 */
function columnsOf({ data, inputs }) {
  return data.x_names ?? data.x?.[0]?.map((_, column) => `x${column + 1}`) ?? inputs;
}

/**
 * The run in a few words: "Circle · 2–4–2–1 · tanh".
 * @param {Run} run
 * @param {Catalog | null} catalog
 */
export function summary({ spec, layers }, catalog) {
  const used = new Set(spec.hidden.map((layer) => layer.activation));
  if (used.size === 0) used.add(spec.output_activation);
  const units = layers.map((layer) => layer.units);
  return summaryOf({ data: spec.data, units, activations: [...used] }, catalog);
}

/**
 * The same of a run that is not here.
 * @param {{ data: Named, units: readonly number[], activations: readonly string[] }} run
 * @param {Catalog | null} catalog
 */
export function summaryOf({ data, units, activations }, catalog) {
  const names = activations.map((name) => labelOf(catalog?.activations, name));
  return [dataLabel({ data }, catalog), units.join("–"), names.join(", ")].join(" · ");
}

/**
 * A field of the specification by its path ("optimizer.learning_rate"; "*" for any list entry).
 * @param {Record<string, any>} schema JSON Schema of Spec
 * @param {string} path
 * @returns {Bounds}
 */
export function boundsOf(schema, path) {
  const found = fieldOf(schema, path);
  return {
    whole: found.type === "integer",
    low: found.minimum ?? found.exclusiveMinimum ?? null,
    openLow: found.exclusiveMinimum !== undefined,
    high: found.maximum ?? found.exclusiveMaximum ?? null,
    longest: found.maxItems ?? null,
  };
}

/**
 * What the schema allows of a number or a list; null where it sets no bound.
 * @typedef {object} Bounds
 * @property {boolean} whole
 * @property {number | null} low
 * @property {boolean} openLow whether only what is more than `low` is allowed
 * @property {number | null} high
 * @property {number | null} longest
 */

/** @param {DatasetInfo} dataset */
function suggestedBy({ suggested }) {
  return /** @type {Partial<Spec>} */ (suggested);
}

/** @param {Record<string, any>} schema @param {string} path */
function fieldOf(schema, path) {
  let found = resolved(schema, schema);
  for (const key of path.split(".")) {
    found = resolved(schema, key === "*" ? found.items : found.properties[key]);
  }
  return found;
}

/** @param {Spec} spec @returns {Spec} */
function withFreshStart(spec) {
  const { [GIVEN_START]: _, ...rest } = spec;
  return rest;
}

/**
 * @param {Spec} spec
 * @param {readonly HiddenSpec[]} hidden
 * @returns {Spec}
 */
function withHidden(spec, hidden) {
  return { ...withFreshStart(spec), hidden };
}

/** @param {string} loss @param {readonly LossInfo[]} losses */
function boundTo(loss, losses) {
  return losses.find(({ name }) => name === loss)?.output_activation ?? null;
}

/**
 * A schema node with its reference followed and "or nothing" taken off.
 * @param {Record<string, any>} schema
 * @param {Record<string, any>} node
 * @returns {Record<string, any>}
 */
export function resolved(schema, node) {
  if (node.$ref) return resolved(schema, schema.$defs[node.$ref.split("/").pop()]);
  const options = node.anyOf ?? node.allOf;
  const real = options?.find((/** @type {any} */ option) => option.type !== "null");
  return real ? resolved(schema, real) : node;
}
