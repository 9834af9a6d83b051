/** What travels on the wire and what the store holds: the words the whole page speaks. */

export type Phase = "start" | "input" | "forward" | "loss" | "backward" | "update";
export type Unit = "propagation" | "mini-batch" | "epoch";

/** One tensor as the engine made it. Row-major; a view on the frame's bytes, never copied. */
export interface Tensor {
  readonly data: Float64Array | Float32Array | Int8Array;
  readonly shape: readonly number[];
}

/** Where a run stands. `index` counts the propagations made; the others name the last one made. */
export interface Position {
  readonly index: number;
  readonly epoch: number;
  readonly batch: number;
  readonly phase: Phase;
  readonly layer: number;
}

/** One tensor of a frame: its name ("a", "w", …), whose layer, and what it holds. */
export interface NamedTensor {
  readonly name: TensorName;
  readonly layer: number;
  readonly tensor: Tensor;
}

export type TensorName =
  | "a" // activation (rows, units); layer 0 is the mini-batch's inputs
  | "y" // targets (rows, outputs); they come with the inputs, at layer 0
  | "rows" // which training rows the mini-batch holds: numbers of run.points.train (rows,), layer 0
  | "z" // pre-activation (rows, units)
  | "loss" // one value per sample (rows,), layer L
  | "delta" // ∂ℓ_sample/∂z (rows, units)
  | "grad_w" // mini-batch mean ∂L/∂w (units_in, units)
  | "grad_b" // mini-batch mean ∂L/∂b (units,)
  | "w" // weights (units_in, units)
  | "b" // biases (units,)
  | "step_w" // the last update: new − old (units_in, units)
  | "step_b"
  | "penalty_w" // the penalty's own gradient in this update (units_in, units), when there is a penalty
  | "map" // int8 (units, grid, grid): the unit over the input plane, ±127 = ±map_scale; row 0 is the lowest x2
  | "curve" // the outputs over a single input (outputs, points), evenly from run.line[0] to run.line[1]
  | "map_scale" // float32 (units,)
  | MemoryName;
/** What the optimizer remembers of a layer, e.g. "velocity_w", "m_b"; names stand in the catalogue. */
export type MemoryName = `${string}_w` | `${string}_b`;

/** A binary message, decoded. A keyframe replaces everything; a step adds what one step made. */
export interface Frame extends Position {
  readonly kind: "keyframe" | "step";
  /** Trained and reachable up to here. */
  readonly recorded: number;
  readonly tensors: readonly NamedTensor[];
}

/** The tensors of one layer that are known at this step; absent = not computed yet in this pass. */
export type LayerTensors = { readonly [name in TensorName]?: Tensor };

export interface LayerInfo {
  /** Number of neurons. */
  readonly units: number;
  /** One name a neuron: inputs and outputs carry the data's names, hidden neurons "h1", "h2", … */
  readonly names: readonly string[];
  /** Absent for the input layer. */
  readonly activation?: string;
}

export interface HiddenSpec {
  readonly units: number;
  readonly activation: string;
}
export interface DataSpec {
  readonly kind: string;
  readonly samples: number;
  readonly noise: number;
  readonly train_fraction: number;
  readonly x?: readonly (readonly number[])[];
  readonly y?: readonly (readonly number[])[];
}
/** Everything that determines a run; see the server's schema for the bounds. */
export interface Spec {
  readonly data: DataSpec;
  readonly inputs: readonly string[];
  readonly hidden: readonly HiddenSpec[];
  readonly output_activation: string;
  readonly loss: string;
  readonly optimizer: { readonly kind: string; readonly learning_rate: number };
  readonly regularization: { readonly kind: string; readonly rate: number };
  readonly initializer: string;
  readonly parameters?: unknown;
  readonly batch_size: number;
  readonly shuffle: boolean;
  readonly seed: number;
}

/** Letter "run": what is being trained. Comes on joining and after every reconfiguration. */
export interface Run {
  readonly type: "run";
  /** Changes with every configure or reset: old views of another run must be dropped. */
  readonly id: number;
  readonly spec: Spec;
  readonly layers: readonly LayerInfo[];
  readonly task: "classification" | "regression";
  /** Class names; empty for regression. */
  readonly classes: readonly string[];
  /** For a single classification output: above it is the positive class. */
  readonly threshold: number;
  /** 3L+2. */
  readonly steps_per_batch: number;
  readonly batches_per_epoch: number;
  readonly train_rows: number;
  readonly test_rows: number;
  readonly parameters: number;
  /** [low, high] of the input plane when the data are points of a plane, else null. */
  readonly plane: readonly [number, number] | null;
  /** [low, high] of the only input when there is just one, else null. */
  readonly line: readonly [number, number] | null;
  /** Rows and columns of an image when the inputs are its pixels, else null. */
  readonly image: readonly [number, number] | null;
  /** What the data hold is input × deviation + mean, input by input; 1 and 0 where they are not standardised. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Points of the plane [x1, x2, target value], or of a single input [x, target value]; else none. */
  readonly points: {
    readonly train: readonly (readonly number[])[];
    readonly test: readonly (readonly number[])[];
  };
}

/** Letter "playback": how the run is being driven. */
export interface Playback {
  readonly type: "playback";
  readonly playing: boolean;
  /** A long step or journey is under way (an epoch on a large table). */
  readonly busy: boolean;
  /** Units a second; null is as fast as it goes. */
  readonly rate: number | null;
  readonly unit: Unit;
  /** Play stops at this many epochs or this accuracy (0..1) of training and test rows, if set. */
  readonly until_epoch: number | null;
  readonly until_accuracy: number | null;
  readonly diverged: Diverged | null;
  /** Of the epochs that a long run's history leaves out, the one last stood at, evaluated then. */
  readonly visited: HistoryRow | null;
}
export interface Diverged {
  readonly tensor: string;
  readonly layer: number;
  /** The step that made the first non-finite value. */
  readonly index: number;
  readonly message: string;
}

/** One evaluated epoch. Accuracy is null for regression; test values are null without test rows. */
export interface HistoryPoint {
  readonly epoch: number;
  readonly train_loss: number;
  readonly test_loss: number | null;
  readonly train_accuracy: number | null;
  readonly test_accuracy: number | null;
}
/** Letter "history": keep the first `keep` points you have, then append `points` (arrays in the order of HistoryPoint). */
export interface HistoryLetter {
  readonly type: "history";
  readonly keep: number;
  readonly points: readonly HistoryRow[];
}
export type HistoryRow = readonly (number | null)[];

export interface Done {
  readonly type: "done";
  readonly id: number;
  readonly index: number;
}
export interface Failure {
  readonly type: "error";
  readonly id: number | null;
  readonly code: string;
  readonly field: string;
  readonly value: string;
  readonly bound: string;
  readonly message: string;
}
export interface Welcome {
  readonly type: "welcome";
  readonly protocol: string;
  readonly room: string;
}
export interface People {
  readonly type: "people";
  readonly count: number;
}
export interface Beat {
  readonly type: "beat";
}
export type Letter = Welcome | Run | Playback | HistoryLetter | Done | Failure | People | Beat;

/** What the page may ask for (an `id` is added by connection.js, which returns a promise of the answer). */
export type Command =
  | { type: "configure"; spec: PartialSpec }
  | { type: "play"; until_epoch?: number | null; until_accuracy?: number | null }
  | { type: "pause" }
  | { type: "step"; count: number; unit: Unit } // negative goes back
  | { type: "seek"; index: number } // 0..recorded
  | { type: "set_rate"; rate: number | null; unit: Unit }
  | { type: "reset" };
/** A spec in which anything may be left out; what is left out is the default. */
export type PartialSpec = { readonly [key in keyof Spec]?: unknown };

/** GET catalog.json: the engine's tables, so that a new record needs no change in the page. */
export interface Catalog {
  readonly activations: readonly ActivationInfo[];
  readonly losses: readonly LossInfo[];
  readonly optimizers: readonly OptimizerInfo[];
  readonly regularizers: readonly NamedInfo[];
  readonly initializers: readonly NamedInfo[];
  readonly datasets: readonly DatasetInfo[];
  /** JSON Schema of Spec with $defs (DataSpec, HiddenSpec, OptimizerSpec, RegularizationSpec): min, max, enum, default. */
  readonly schema: Schema;
}
/** A piece of JSON Schema, as far as a form needs it. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
  readonly anyOf?: readonly Schema[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema | false;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly string[];
  readonly type?: string;
}
export interface NamedInfo {
  readonly name: string;
  /** For a menu: "Leaky ReLU". */
  readonly label: string;
  /** In symbols, plain Unicode: "max(0, z)". */
  readonly formula: string;
}
export interface ActivationInfo extends NamedInfo {
  /** f′ in symbols, in terms of a or z: "1 − a²". Empty for softmax, whose slope is a matrix. */
  readonly slope: string;
}
export interface LossInfo extends NamedInfo {
  /** ∂ℓ/∂a in symbols: "a − y". */
  readonly slope: string;
  /** The output activation the loss is bound to, whose slope cancels (delta = a − y); null if free. */
  readonly output_activation: string | null;
}
export interface OptimizerInfo extends NamedInfo {
  /** Names of what it remembers per weight, e.g. ["velocity"], ["m", "v"]. */
  readonly memory: readonly string[];
  /** Constants of the formula, e.g. {"β₁": 0.9}. */
  readonly constants: { readonly [symbol: string]: number };
}
export interface DatasetInfo {
  readonly name: string;
  readonly label: string;
  readonly task: "classification" | "regression";
  readonly inputs: readonly string[];
  readonly default_inputs: readonly string[];
  /** Whether `samples` and `noise` mean anything for it. */
  readonly generated: boolean;
  readonly train_fraction: number;
  /** Settings to configure with when someone picks this data set (a partial spec). */
  readonly suggested: PartialSpec;
  readonly source: string;
  readonly thumbnail:
    | { readonly kind: "points"; readonly points: readonly (readonly [number, number, number])[] } // x, y in 0..1, value −1..1
    | { readonly kind: "classes"; readonly points: readonly (readonly [number, number, number])[] } // third: class index
    | { readonly kind: "image"; readonly pixels: readonly (readonly number[])[] }; // 0..1
}

/** What the learner has chosen to look at. Kept while stepping; lives in this page only. */
export interface Selection {
  readonly layer: number;
  readonly unit: number;
}
export interface EdgeRef {
  /** The layer the edge leads into (1..L), from unit `from` of layer−1 to unit `to`. */
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

/** The store's whole state. Replaced, never mutated; parts that did not change keep their identity. */
export interface State {
  /** "refused" for good: there is no such room. */
  readonly connection: "connecting" | "open" | "lost" | "refused";
  readonly catalog: Catalog | null;
  readonly run: Run | null;
  readonly playback: Playback | null;
  readonly history: readonly HistoryPoint[];
  /** Of the epochs that the history leaves out, the one last stood at. */
  readonly visited: HistoryPoint | null;
  /** null until the first keyframe. */
  readonly position: Position | null;
  /** Trained and reachable up to here. */
  readonly recorded: number;
  /** True when the last frame was one step on from the one before (animate it); false after a keyframe (redraw). */
  readonly stepped: boolean;
  /** layers[0] is the input. Empty until the first keyframe. */
  readonly layers: readonly LayerTensors[];
  readonly people: number;
  /** The last refused command, for the notice bar. */
  readonly failure: Failure | null;
  /** What happened that nobody asked for, for the notice bar. */
  readonly notice: Notice | null;
  readonly selected: Selection | null;
  readonly hoveredEdge: EdgeRef | null;
  readonly hoveredUnit: Selection | null;
  /** Which row of the mini-batch is on screen. */
  readonly sample: number;
  /** One scope rules every panel: this sample's numbers, or the mini-batch's mean. */
  readonly scope: "sample" | "batch";
}

/** What a view may change by itself: local to this page. */
export type LocalChange = Partial<
  Pick<
    State,
    "selected" | "hoveredEdge" | "hoveredUnit" | "sample" | "scope" | "failure" | "notice"
  >
>;

export interface Notice {
  readonly words: string;
  /** Where it leads who wants something else. */
  readonly way?: { readonly words: string; readonly href: string };
}

export interface Store {
  get(): State;
  /** Calls `listener` after every change, coalesced to one call per microtask turn; returns the way to stop it. */
  subscribe(listener: (state: State, previous: State) => void): () => void;
  /** Change what is local to this page. */
  set(change: LocalChange): void;
  /** Take in a letter or a frame (connection.js does). */
  receive(message: Letter | Frame): void;
  setConnection(connection: State["connection"]): void;
  setCatalog(catalog: Catalog): void;
}

/** Sends a command; resolves with the answer, rejects never (a refusal is shown by the notice bar). */
export type Send = (command: Command) => Promise<Done | Failure>;

/** Every view: mount it on an element, get back the way to dispose of it. */
export type Mount = (root: HTMLElement, store: Store, send: Send) => () => void;
