/** What travels on the wire. Written by `make types` from app/protocol; not to be edited by hand. */

import type { Schema } from "./types";

/** What is left out of a command is the default. */
export type Partly<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [name in keyof T]?: Partly<T[name]> }
    : T;

/** A formula as a tree: a number, a name, or an operation of NumPy and what it is applied to. */
export type Expr = number | string | Operation;
export type Operation = readonly [string, ...Expr[]];
/** Formulas in the order they are reckoned: a name, and what it is; later ones may use earlier names. */
export type Lines = readonly (readonly [string, Expr])[];

export type Phase = "backward" | "forward" | "input" | "loss" | "start" | "update";

export type FrameKind = "keyframe" | "step";

export type Unit = "epoch" | "mini-batch" | "propagation";

export type HistoryRow = readonly [number, number, number | null, number | null, number | null, number];

export type FailureCode = "bad_encoding" | "bad_expression" | "bad_json" | "bad_key" | "bad_name" | "binary" | "full" | "invalid" | "mismatch" | "missing_field" | "no_classes" | "no_multiple" | "no_such_room" | "not_above" | "not_allowed" | "not_below" | "not_finite" | "not_open" | "not_recorded" | "nothing_changed" | "nothing_comes_in" | "out_of_range" | "poll_closed" | "poll_on" | "repeated" | "shares_alone" | "too_deep" | "too_large" | "too_long" | "too_many_bytes" | "too_new" | "too_often" | "too_short" | "too_small" | "unclosed" | "undefined" | "unknown_field" | "unknown_name" | "unreadable" | "unusable" | "unwanted_field" | "wrong_length" | "wrong_shape" | "wrong_sum" | "wrong_type" | "internal" | "replaced";

export type LessonCode = "alike" | "all_linear" | "fixed_rows" | "large_inputs" | "no_shares" | "nothing_moves" | "only_output_learns" | "out_of_reach" | "penalty_outweighs" | "same_inputs" | "same_targets" | "soft_shares" | "unseen_classes";

export type Role = "drive" | "follow" | "present";

export type Pacing = "follow" | "free" | "window";

export type Standing = "away" | "following" | "own";

export type PollKind = "bigger" | "delta_sign" | "free" | "loss_falls" | "moves_most" | "up_or_down";

export type LossOf = "epoch" | "mini-batch";

export type SweptField = "optimizer.learning_rate" | "seed";

/** The tensors of a frame: name, shape, meaning, unit. */
export type TensorName =
  | "rows" // (rows) which training rows the mini-batch holds, of layer 0; place in run.points.train
  | "a" // (rows, units) activation, after dropout; of layer 0 the mini-batch's inputs; as the data
  | "undropped" // (rows, units) activation before dropout, where there is any; as a
  | "mask" // (rows, units) dropout: 0 of what is left out, else 1 / (1 − its share); a per a
  | "y" // (rows, units) targets of the outputs; they come with the inputs, at layer 0; as a
  | "z" // (rows, units) pre-activation; as a
  | "loss" // (rows) loss of each sample, of the last layer; loss
  | "penalty" // () what the penalty adds to the mini-batch's loss, of the last layer; loss
  | "d_a" // (rows, units) ∂loss/∂a of each sample where needed, a before dropout; loss per a
  | "slope" // (rows, units) ∂a/∂z, where units are not coupled; a per z
  | "delta" // (rows, units) ∂loss/∂z of each sample; loss per z
  | "grad_w" // (inputs, units) ∂loss/∂w of the mini-batch, its rows' mean or sum; loss per w
  | "grad_b" // (units) ∂loss/∂b of the mini-batch, its rows' mean or sum; loss per b
  | "w" // (inputs, units) weights; z per input
  | "b" // (units) biases; z
  | "step_w" // (inputs, units) the last update: new − old; as w
  | "step_b" // (units) the last update: new − old; as b
  | "penalty_w" // (inputs, units) the penalty's own gradient in the last update; loss per w
  | "eta" // () the learning rate of this mini-batch's update; step per gradient
  | "epochs" // () epochs since the learning rate's schedule came in; epochs
  | "t" // () which update of the run this is, from 1; updates
  | MemoryName;
/** What the optimizer remembers of a layer, and did before: the catalogue has the names. */
export type MemoryName = `${string}_w` | `${string}_b`;

/** Where a run stands: `index` propagations were made, the last of which the rest names. */
export interface Position {
  readonly index: number;
  readonly epoch: number;
  readonly batch: number;
  readonly phase: Phase;
  readonly layer: number;
}

/**
 * Everything that determines a run. `inputs` None are the data set's own. Without `use_biases`
 * every bias is 0 and stays so; without `train_biases` they stay as they start. `batch_reduction`
 * says what a mini-batch's loss and gradient are of its rows': the mean, or the sum. Losses of
 * the whole data set are means either way. A run keeps the `version` it was begun with, and so
 * its numbers.
 */
export interface Spec {
  readonly data: DataSpec;
  readonly inputs: readonly string[];
  readonly hidden: readonly HiddenSpec[];
  readonly output_activation: string;
  readonly loss: string;
  readonly optimizer: OptimizerSpec;
  readonly schedule: ScheduleSpec;
  readonly regularization: RegularizationSpec;
  readonly initializer: string;
  readonly parameters?: readonly ParameterSpec[];
  readonly use_biases: boolean;
  readonly train_biases: boolean;
  readonly batch_size: number;
  readonly batch_reduction: string;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly version: number;
}

/**
 * Which rows the network is fed. `train_fraction` None is the data set's own. `kind` names a
 * built-in data set, or is `table`, which carries its own numbers: `x` (rows, features) and `y`
 * (rows, outputs). With `standardize` its columns, or those it names, are scaled as the built-in
 * ones are: by mean and deviation of the training rows; `standardize_y` does the same to targets
 * that are values. With `classes` the one column of `y` has each row's class, from 0. With a
 * `domain` (low, high) a table of two columns has points of that square, with the inputs of the
 * built-in ones, and a table of one column has values within it. Or it is `function`: rows drawn
 * from the `domain`, −6 to 6 where none is given, of the `expression` that is typed: of `x`, or
 * of `x1` and `x2`; with a comparison it tells two classes apart.
 */
export interface DataSpec {
  readonly kind: string;
  readonly samples: number;
  readonly noise: number;
  readonly train_fraction: number;
  /**
   * Of rows and split alone: with another one the same weights meet other rows. None: the run's.
   */
  readonly seed?: number;
  readonly x?: readonly (readonly number[])[];
  readonly y?: readonly (readonly number[])[];
  readonly standardize: boolean | readonly string[];
  readonly standardize_y: boolean;
  /** What the table is called. */
  readonly label?: string;
  /** A name for each column of `x`: x1, x2, … where there are none. */
  readonly x_names?: readonly string[];
  readonly y_names?: readonly string[];
  readonly classes?: readonly string[];
  /** Lowest and highest value of what comes in: of x, or of both coordinates. */
  readonly domain?: readonly [number, number];
  readonly expression?: string;
}

/**
 * One hidden layer. What is `frozen` is not trained: it stays at its starting values. `dropout`
 * is the share of its neurons that is left out, at random for each sample, while it trains.
 */
export interface HiddenSpec {
  readonly units: number;
  readonly activation: string;
  readonly frozen: boolean;
  readonly dropout: number;
}

/** How a gradient becomes an update. A constant that is None is the optimizer's usual one. */
export interface OptimizerSpec {
  readonly kind: string;
  readonly learning_rate: number;
  readonly momentum?: number;
  readonly beta_1?: number;
  readonly beta_2?: number;
  readonly rho?: number;
  readonly epsilon?: number;
}

/**
 * Which share of the learning rate an update has. A constant that is None is the schedule's usual
 * one. `every`, `span` and `rise` are in epochs, counted since the schedule came in.
 */
export interface ScheduleSpec {
  readonly kind: string;
  readonly gamma?: number;
  readonly every?: number;
  readonly slowing?: number;
  readonly span?: number;
  readonly first?: number;
  readonly rise?: number;
}

/** The penalty on weights (biases are free of it). */
export interface RegularizationSpec {
  readonly kind: string;
  readonly rate: number;
}

/**
 * Exact starting values of one layer: `w` (inputs, outputs), `b` (outputs,). A row of `w` has the
 * weights out of one input, as z = a_in · w + b reads them. PyTorch and many courses print
 * (outputs, inputs): theirs must be transposed. Where a layer has as many inputs as outputs,
 * nothing can tell the two apart.
 */
export interface ParameterSpec {
  readonly w: readonly (readonly number[])[];
  readonly b: readonly number[];
}

/** All tables. */
export interface Catalog {
  readonly activations: readonly ActivationInfo[];
  readonly losses: readonly LossInfo[];
  readonly optimizers: readonly OptimizerInfo[];
  readonly schedules: readonly ScheduleInfo[];
  readonly penalties: readonly PenaltyInfo[];
  readonly reductions: readonly ReductionInfo[];
  readonly initializers: readonly NamedInfo[];
  /** The Python of what one layer does: "forward", "blame", "delta", "gradient", "update", … */
  readonly layer: { readonly [name: string]: string };
  /** How people write a name: {"beta_1": "β₁"}. */
  readonly symbols: { readonly [name: string]: string };
  readonly datasets: readonly DatasetInfo[];
  /** JSON Schema of `Spec`: its bounds, choices and defaults. */
  readonly schema: Schema;
  /**
   * Fields of a specification that can change in the course of a run, and all they hold: what else
   * is new begins another. "*" stands for any of a list.
   */
  readonly changeable: readonly string[];
}

/** f, and f′ as trees and as the Python that runs. */
export interface ActivationInfo {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  /**
   * f′ in symbols, in terms of a or z: "1 − a²"; empty where units are coupled, whose slope is a
   * matrix.
   */
  readonly slope: string;
  readonly couples_units: boolean;
  /** Of the formulas by name, e.g. {"leak": 0.01}. */
  readonly constants: { readonly [name: string]: number };
  readonly lines: Lines;
  readonly source: string;
  /** f′ of z and a; null where units are coupled. */
  readonly slope_lines: Lines | null;
  readonly slope_source: string | null;
  /** δ of a and d_a, where units are coupled. */
  readonly delta_lines: Lines | null;
  readonly delta_source: string | null;
}

/** ℓ, and its slope. */
export interface LossInfo {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  /** ∂ℓ/∂a in symbols: "a − y". */
  readonly slope: string;
  /**
   * The output activation the loss is bound to, whose slope cancels; null where it is bound to
   * none.
   */
  readonly output_activation: string | null;
  readonly targets: "any" | "one_hot" | "zero_or_one";
  readonly constants: { readonly [name: string]: number };
  readonly lines: Lines;
  readonly source: string;
  /** ℓ of a and y as books have it, where the engine reckons it another way. */
  readonly textbook_lines: Lines | null;
  readonly textbook_source: string | null;
  /** ∂ℓ/∂a of a and y. */
  readonly slope_lines: Lines;
  readonly slope_source: string;
  /** δ of a and y, where the slope cancels. */
  readonly delta_lines: Lines | null;
  readonly delta_source: string | null;
}

/** What a gradient does to a parameter. */
export interface OptimizerInfo {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  /** What it remembers of every parameter: ["velocity"], ["m", "v"]. */
  readonly memory: readonly string[];
  /** What else it takes: "eta", "t". */
  readonly scalars: readonly string[];
  readonly constants: { readonly [name: string]: number };
  /** Memories first; the last one is the step. */
  readonly lines: Lines;
  readonly source: string;
}

/** Which learning rate an update has. */
export interface ScheduleInfo {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  /** Whether it is another at every update. */
  readonly varies: boolean;
  readonly constants: { readonly [name: string]: number };
  /** The last one is `eta`, of `eta_0` and `epochs`. */
  readonly lines: Lines;
  readonly source: string;
}

/** What large weights cost. */
export interface PenaltyInfo {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly constants: { readonly [name: string]: number };
  /** Its gradient of w and its rate; null where there is no penalty. */
  readonly lines: Lines | null;
  readonly source: string | null;
  readonly value_lines: Lines | null;
  readonly value_source: string | null;
  /** What changes a step before it is taken. */
  readonly correction_lines: Lines | null;
  readonly correction_source: string | null;
}

/** What a mini-batch's loss and gradient are of its rows'. */
export interface ReductionInfo {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly source: string;
}

/** One record of a table. */
export interface NamedInfo {
  readonly name: string;
  /** For a menu: "Leaky ReLU". */
  readonly label: string;
  /** In symbols, plain Unicode: "max(0, z)". */
  readonly formula: string;
}

/** One built-in data set. */
export interface DatasetInfo {
  readonly name: string;
  readonly label: string;
  readonly task: "classification" | "regression";
  readonly inputs: readonly string[];
  readonly default_inputs: readonly string[];
  /** Whether `samples` and `noise` mean anything for it. */
  readonly generated: boolean;
  readonly train_fraction: number;
  /** Settings to configure with when someone picks it. */
  readonly suggested: Partly<Spec>;
  readonly source: string;
  readonly thumbnail: PointsThumbnail | ClassesThumbnail | ImageThumbnail | PartsThumbnail;
}

/** Points of the unit square, each with a value from −1 to 1. */
export interface PointsThumbnail {
  readonly kind: "points";
  readonly points: readonly (readonly [number, number, number])[];
}

/** Points of the unit square, each with the number of its class. */
export interface ClassesThumbnail {
  readonly kind: "classes";
  readonly points: readonly (readonly [number, number, number])[];
}

/** A picture's rows, from 0 to 1. */
export interface ImageThumbnail {
  readonly kind: "image";
  readonly pixels: readonly (readonly number[])[];
}

/** For each class a word, or a pair of letters, that its sentences have. */
export interface PartsThumbnail {
  readonly kind: "parts";
  readonly parts: readonly string[];
}

/** One of them. */
export interface PresetInfo {
  /** What the page's words tell of it is kept by this name. */
  readonly name: string;
  readonly group: "can" | "hand" | "helps" | "real" | "wrong";
  readonly spec: Partly<Spec>;
  /** Of the run that it opens. */
  readonly digest: string;
  /** How many neurons each layer has, the inputs first. */
  readonly units: readonly number[];
  /** What to do first: play for so many epochs, or … */
  readonly epochs: number | null;
  /** … make so many propagations. */
  readonly steps: number | null;
  /** The neuron to look at … */
  readonly layer: number;
  /** … in its layer, from 0. */
  readonly unit: number;
}

/** The first letter of a line. */
export interface Welcome {
  readonly type: "welcome";
  /** Empty where nothing but this welcome comes: whoever is there speaks another version. */
  readonly room: string;
  readonly protocol: "propscope.v4";
}

/** What is being trained: comes on joining, and whenever another run begins. */
export interface Run {
  readonly type: "run";
  /** Changes with every run begun: what is known of another run means nothing for this one. */
  readonly id: number;
  /** What it began with. */
  readonly spec: Spec;
  /** The same for every spec that asks for the same run. */
  readonly digest: string;
  /** What is changed on the way, in the order of steps: behind where it stands, and ahead. */
  readonly edits: readonly Edit[];
  /** The inputs first. */
  readonly layers: readonly LayerInfo[];
  /**
   * Those that the output can have as the run goes on, its own among them: any other begins another
   * run.
   */
  readonly output_activations: readonly string[];
  readonly task: "classification" | "regression";
  /** Empty for regression. */
  readonly classes: readonly string[];
  /** Of a single output that tells two classes apart: above it is the second. */
  readonly threshold: number;
  /** 3L + 2. */
  readonly steps_per_batch: number;
  readonly batches_per_epoch: number;
  readonly train_rows: number;
  readonly test_rows: number;
  readonly parameters: number;
  /**
   * Lowest and highest value of both inputs where the data are points of a plane, or have two
   * inputs.
   */
  readonly plane: readonly [number, number] | null;
  /** What both coordinates are called; empty where there is no plane. */
  readonly axes: readonly string[];
  /** Each input as formulas of `x1` and `x2`, itself the last; empty where there is no plane. */
  readonly over_plane: readonly Lines[];
  /** Lowest and highest value of the only input, where there is just one. */
  readonly interval: readonly [number, number] | null;
  /** Rows and columns of an image where the inputs are its pixels. */
  readonly image: readonly [number, number] | null;
  /** What the data hold is input × deviation + mean, input by input. */
  readonly mean: readonly number[];
  /** 1, and the mean 0, where inputs are not standardised. */
  readonly deviation: readonly number[];
  /** What a target is in the data is target × deviation + mean, output by output … */
  readonly target_mean: readonly number[];
  /** … which are 0 and 1 where targets are not standardised. */
  readonly target_deviation: readonly number[];
  /**
   * What it cannot learn, as far as its specification, as its edits leave it, and its rows tell.
   */
  readonly lessons: readonly Lesson[];
  readonly points: Points;
  readonly said: Said | null;
}

/**
 * What is changed on the way: one thing, in force from step `index` on. A learning rate may
 * change at any step, and is that of all updates not begun by then. Whatever else changes does so
 * between two mini-batches: at an `index` of whole mini-batches, where the network then stands as
 * changed, with nothing yet propagated. What an optimizer or a penalty remembers starts anew with
 * its kind; with other numbers of the same kind it stays. A schedule counts epochs from the one
 * in which its kind came in; a new learning rate is what it scales from there. A parameter set by
 * hand is trained on from there, and one that a penalty has put to rest is awake again. Mini-
 * batches of another size begin with what is left of the epoch's rows.
 */
export interface Edit {
  readonly index: number;
  readonly learning_rate?: number;
  /** With its learning rate. */
  readonly optimizer?: OptimizerSpec;
  readonly schedule?: ScheduleSpec;
  readonly batch_size?: number;
  readonly regularization?: RegularizationSpec;
  readonly activation?: LayerActivation;
  readonly dropout?: LayerDropout;
  readonly parameter?: Parameter;
}

/** Another activation of a layer, counted from 1; the last one is the output. */
export interface LayerActivation {
  readonly layer: number;
  readonly activation: string;
}

/** Another share of a hidden layer, counted from 1, that is left out. */
export interface LayerDropout {
  readonly layer: number;
  readonly dropout: number;
}

/**
 * A weight set by hand, or where there is no `unit_in` the bias of `unit_out`. Units count from
 * 0.
 */
export interface Parameter {
  readonly layer: number;
  readonly unit_in: number | null;
  readonly unit_out: number;
  readonly value: number;
}

/** One layer of the network. */
export interface LayerInfo {
  /** How many neurons. */
  readonly units: number;
  /** One name a neuron: inputs and outputs carry the data's names, hidden neurons h1, h2, … */
  readonly names: readonly string[];
  /** Absent for the input layer. */
  readonly activation?: string;
}

/**
 * Something that a run cannot learn, and the field of its specification that would have it
 * otherwise.
 */
export interface Lesson {
  readonly code: LessonCode;
  readonly field: string;
  readonly values: { readonly [name: string]: unknown };
}

/**
 * The rows of each half: [x1, x2, target] on a plane, [x, target] of a single input, else none.
 */
export interface Points {
  readonly train: readonly (readonly number[])[];
  readonly test: readonly (readonly number[])[];
}

/**
 * What rows say, where data were made of that: `said/KIND.json` has it for every row of the data.
 */
export interface Said {
  readonly way: "pairs" | "sound" | "words";
  /** The row of the data that each training row is … */
  readonly train: readonly number[];
  /** … and each test row. */
  readonly test: readonly number[];
}

/** What is changed on the way is another than the run's own letter, or the last such, said. */
export interface Edited {
  readonly type: "edited";
  readonly edits: readonly Edit[];
  readonly lessons: readonly Lesson[];
}

/**
 * What those frames hold that name it; comes before the first of them, and holds until a run
 * does.
 */
export interface Layout {
  readonly type: "layout";
  /** The same for all that is laid out alike: a digest. */
  readonly id: number;
  readonly tensors: readonly TensorPlace[];
}

/** One tensor of a frame. */
export interface TensorPlace {
  readonly name: string;
  readonly layer: number;
  /** Its numbers are row by row. */
  readonly shape: readonly number[];
  readonly dtype: "float32" | "float64" | "int8";
  /** Bytes from the beginning of the frame, a multiple of its number's size. */
  readonly offset: number;
}

/** How the run is driven; where it stands is told by frames. */
export interface Playback {
  readonly type: "playback";
  readonly playing: boolean;
  /** A long step or journey is under way. */
  readonly busy: boolean;
  /** Units a second; null is as fast as it goes. */
  readonly speed: number | null;
  readonly unit: Unit;
  /** Play stops at this many epochs … */
  readonly until_epoch: number | null;
  /** … or at this accuracy (0 … 1) of training and test rows. */
  readonly until_accuracy: number | null;
  readonly diverged: Diverged | null;
  /**
   * The epoch last stood at, evaluated then: one a long run's history leaves out, or an edit
   * changes.
   */
  readonly visited: HistoryRow | null;
  readonly searching: Searching | null;
  readonly stopped: Stopped | null;
  /** Between which steps play goes round. */
  readonly loop: Loop | null;
  /** Where play stops: wherever one of these becomes true. */
  readonly stops: readonly Condition[];
  readonly can_undo: boolean;
  readonly can_redo: boolean;
  /** Whether it plays, or played last, towards the start. */
  readonly backward: boolean;
  /**
   * The first step known at which a run that was made again has other numbers than it had before.
   */
  readonly differs?: number;
}

/** Where the first non-finite value would have been made. */
export interface Diverged {
  readonly tensor: string;
  readonly layer: number;
  /** The step that would have made it. */
  readonly index: number;
  readonly message: string;
}

/** A search under way: the run stands where it did until something is found. */
export interface Searching {
  readonly conditions: readonly Condition[];
  readonly backward: boolean;
  readonly holds: boolean;
  /** It has looked up to this step, or back to it. */
  readonly at: number;
}

/**
 * What may be true of a number whenever it is made; it holds until the number is made again.
 * *Crosses* is true where the number is at or above `value` and was below, or the other way
 * round; *changes_sign* where its sign (−, 0, +) is another than before; *changes* where it is
 * another number; *rises* and *falls* where it did so `times` times running.
 */
export interface Condition {
  readonly quantity: ParameterQuantity | UnitQuantity | GradientQuantity | BatchLossQuantity | ScoreQuantity | ShareQuantity | PredictionQuantity | EpochsQuantity | NotFiniteQuantity;
  readonly test: "above" | "at_least" | "at_most" | "below" | "changes" | "changes_sign" | "crosses" | "falls" | "rises";
  readonly value?: number;
  /** Once, unless given. */
  readonly times?: number;
}

/**
 * A weight, or where there is no `unit_in` the bias of `unit_out`: made by its layer's updates.
 */
export interface ParameterQuantity {
  readonly of: "parameter";
  readonly layer: number;
  readonly unit_in: number | null;
  readonly unit_out: number;
}

/** A number of a neuron for a row of the mini-batch, or the mean of all its rows. */
export interface UnitQuantity {
  readonly of: "unit";
  readonly tensor: "a" | "delta" | "z";
  readonly layer: number;
  readonly unit: number;
  readonly row?: number;
}

/**
 * How large the gradient of a layer's weights is, as its step back makes it: their root mean
 * square.
 */
export interface GradientQuantity {
  readonly of: "gradient";
  readonly layer: number;
}

/** The loss of a row of the mini-batch, or the mean of all its rows. */
export interface BatchLossQuantity {
  readonly of: "batch_loss";
  readonly row?: number;
}

/** A mean loss or an accuracy of all rows, at the end of every epoch. */
export interface ScoreQuantity {
  readonly of: "score";
  readonly name: "test_accuracy" | "test_loss" | "train_accuracy" | "train_loss";
}

/**
 * On what share of the training rows (0 … 1) a hidden neuron says nothing, or is at a flat end.
 * Known at the end of every epoch. One silent on all of them is dead; *flat* is as results have
 * it.
 */
export interface ShareQuantity {
  readonly of: "share";
  readonly trouble: "flat" | "silent";
  readonly layer: number;
  readonly unit: number;
}

/** The number of the class that a row is taken for, after every mini-batch. */
export interface PredictionQuantity {
  readonly of: "prediction";
  readonly half: "test" | "train";
  readonly row: number;
}

/** How many epochs are whole. */
export interface EpochsQuantity {
  readonly of: "epochs";
}

/**
 * 0, and 1 at the last step whose numbers are finite, where the next would make one that is not.
 */
export interface NotFiniteQuantity {
  readonly of: "not_finite";
}

/** How the last search ended; said no more once the run is asked to move. */
export interface Stopped {
  readonly conditions: readonly Condition[];
  readonly backward: boolean;
  readonly holds: boolean;
  /** Which of them; none where nothing was found on the whole way. */
  readonly found: number | null;
  readonly hit: Hit | null;
  /** How many steps were looked at … */
  readonly searched: number;
  /** … in so many seconds, others' turns among them; none where it was play that stopped. */
  readonly took_s: number | null;
  /** What would no longer have been finite, where that ended the search. */
  readonly tensor: string | null;
}

/** Where a condition became true, or was. */
export interface Hit {
  /** The step that made it so. */
  readonly index: number;
  /** The epoch, mini-batch, phase and layer of that step. */
  readonly epoch: number;
  readonly batch: number;
  readonly phase: string;
  readonly layer: number;
  /** The number there, last, and what it was before, as far as the condition looks back. */
  readonly values: readonly number[];
}

/** Two steps between which play goes round: from `last` on to `first`, or back the other way. */
export interface Loop {
  readonly first: number;
  readonly last: number;
}

/** Keep the first `keep` points, then append these. */
export interface HistoryLetter {
  readonly type: "history";
  readonly keep: number;
  readonly points: readonly HistoryRow[];
}

/** A command was obeyed. */
export interface Done {
  readonly type: "done";
  readonly id: number;
  readonly index: number;
}

/** What the network makes of a sample of one's own, with the parameters it has at this step. */
export interface Probed {
  readonly type: "probed";
  readonly id: number;
  readonly index: number;
  /** What it is fed, one number an input. */
  readonly inputs: readonly number[];
  /** Its layers' answers, the first hidden layer's first. */
  readonly layers: readonly Passed[];
  /** The training rows most like it, the nearest first. */
  readonly neighbours: readonly Neighbour[];
}

/** What a layer makes of one sample. */
export interface Passed {
  /** One number a unit: the pre-activations … */
  readonly z: readonly number[];
  /** … and the activations. */
  readonly a: readonly number[];
}

/** A training row that is like a sample of one's own. */
export interface Neighbour {
  /** Which of the training rows it is, from 0. */
  readonly row: number;
  /**
   * The root of all inputs' squared differences: of an image in pixels, else as the network is fed
   * them.
   */
  readonly distance: number;
  /** What the data hold of each input. */
  readonly values: readonly number[];
  /** One number an output. */
  readonly target: readonly number[];
}

/**
 * What the numbers of a step come to, so that two servers can tell whether theirs are the same.
 */
export interface Weighed {
  readonly type: "weighed";
  readonly id: number;
  /** Where the run stood. */
  readonly index: number;
  /**
   * Of its parameters and of what its pass has made so far, to the last bit: 8 letters of
   * base64url.
   */
  readonly sum: string;
}

/** All places where conditions became true, one list a condition. */
export interface Found {
  readonly type: "found";
  readonly id: number;
  readonly first: number;
  /** They are of these steps: of all that was asked, unless the run was changed meanwhile. */
  readonly last: number;
  readonly places: readonly Places[];
  /** How long that took, others' turns among it. */
  readonly took_s: number;
}

/** Where a condition became true. */
export interface Places {
  readonly count: number;
  /** The first of them. */
  readonly hits: readonly Hit[];
}

/** What made a number, and where on its way it changed. */
export interface NumberTraced {
  readonly type: "number_traced";
  readonly id: number;
  /** Where the run stood. */
  readonly index: number;
  /**
   * It was looked at from the start up to this step: all that is recorded, unless the run was
   * changed.
   */
  readonly last: number;
  /** The step that made what it is here; none where nothing has made it yet. */
  readonly made: Moment | null;
  /**
   * How that step made it; none where no step did: at the start, or where something was set by
   * hand.
   */
  readonly making: Making | null;
  readonly changed: Milestones;
  /** Changes larger than all before them. */
  readonly largest: Milestones;
  /** Where its sign became another. */
  readonly sign: Milestones;
  /** Where the hidden neuron that it is of had become dead, as seen at the end of an epoch. */
  readonly dead: Milestones | null;
  /** Steps and what they made it, spread over all that was looked at. */
  readonly course: readonly (readonly [number, number])[];
}

/** A number as a step made it. */
export interface Moment {
  /** The step that made it. */
  readonly index: number;
  /** The epoch, mini-batch, phase and layer of that step. */
  readonly epoch: number;
  readonly batch: number;
  readonly phase: string;
  readonly layer: number;
  /** What the number was until then; none where it was made for the first time. */
  readonly before: number | null;
  readonly now: number;
}

/** The numbers a step made a number of, as it had them; null is what it has not. */
export interface Making {
  /** The learning rate of the mini-batch's update. */
  readonly eta: number | null;
  /** ∂loss/∂w of the mini-batch, before a penalty and an optimizer's memory. */
  readonly gradient: number | null;
  /** The update: new − old. */
  readonly step: number | null;
  /** The pre-activation that an activation was made of, of one row; null where others' were too. */
  readonly z: number | null;
  /** ∂loss/∂a of one row, … */
  readonly blame: number | null;
  /** … and ∂a/∂z there: their product is delta. */
  readonly slope: number | null;
  /** Rows of the mini-batch. */
  readonly rows: number;
  /**
   * Of a parameter what rows gave to its gradient, else to the mini-batch's mean: the largest
   * first.
   */
  readonly parts: readonly RowPart[];
}

/** What a row of the mini-batch gave to a number: the number is the sum of what all rows gave. */
export interface RowPart {
  /** Its place in the mini-batch. */
  readonly row: number;
  readonly value: number;
}

/** Moments of one kind around the step where the run stands. */
export interface Milestones {
  /** The last up to here … */
  readonly last: Moment | null;
  /** … the step of the one before that … */
  readonly previous: number | null;
  /** … and the first after here, in what is recorded. */
  readonly next: Moment | null;
}

/** The rows of the mini-batch on screen. */
export interface RowsListed {
  readonly type: "rows_listed";
  readonly id: number;
  /** Where the run stood. */
  readonly index: number;
  /** How many there are; told are the first by what was asked. */
  readonly count: number;
  readonly rows: readonly ListedRow[];
}

/** A row of the mini-batch, once it has gone forward and one layer back. */
export interface ListedRow {
  /** Its place in the mini-batch. */
  readonly row: number;
  /** Its place in the training rows. */
  readonly of: number;
  readonly loss: number;
  /** How large delta of the output layer is: the root of the sum of its squares. */
  readonly delta: number;
}

/** Where another run parts from this one. */
export interface Parted {
  readonly type: "parted";
  readonly id: number;
  /**
   * The step that made the first number in which they differ, 0 where they begin with others; none
   * where they are the same as far as was looked.
   */
  readonly index: number | null;
  /** The epoch, mini-batch, phase and layer of that step. */
  readonly epoch: number;
  readonly batch: number;
  readonly phase: string;
  readonly layer: number;
  /** Up to this step they are the same, number for number. */
  readonly looked_at: number;
  /** What differs first there; none where the networks have other shapes. */
  readonly tensor: string | null;
  /** Whose it is. */
  readonly tensor_layer: number;
  /** Its place in the tensor; empty where one of the runs has no such number. */
  readonly at: readonly number[];
  readonly here: number | null;
  readonly there: number | null;
}

/**
 * Some epochs as they were, in their order; all that were asked for, unless the run was changed.
 */
export interface EpochsShown {
  readonly type: "epochs_shown";
  readonly id: number;
  readonly points: readonly HistoryRow[];
  /** One for each point; none where the data have no picture, or none was asked for. */
  readonly pictures: readonly (EpochPicture | null)[];
}

/**
 * What the outputs say over the plane or along the only input, or which classes are taken for
 * which.
 */
export interface EpochPicture {
  readonly kind: "confusion" | "curve" | "map";
  /** Outputs, one after another in `levels`; of a confusion matrix its classes. */
  readonly units: number;
  readonly low: number;
  /** What level 0 and level 255 are. */
  readonly high: number;
  /** Bytes in base64: row by row, of a map the lowest x2 first, of a matrix the true classes. */
  readonly levels: string;
}

/** What `restore` takes to have a branch elsewhere, with the run's specification. */
export interface BranchValue {
  readonly type: "branch_value";
  readonly id: number;
  readonly branch: number;
  readonly edits: readonly Edit[];
  /** The last step that is trained on it. */
  readonly recorded: number;
}

/** A command was refused, and why; nothing has changed. */
export interface Failure {
  readonly type: "error";
  readonly id: number | null;
  readonly code: FailureCode;
  /** A dotted path; empty for the whole command. */
  readonly field: string;
  /** What stood there, quoted. */
  readonly value: string;
  /** What would be taken, as the code has it: a number, names, or an object of such. */
  readonly limit: unknown;
  /** The same in English, for who has no words of its own for the code. */
  readonly message: string;
}

/** How many are watching, and in a class how many of them in which way. */
export interface People {
  readonly type: "people";
  readonly count: number;
  readonly following: number;
  readonly own: number;
  readonly away: number;
  readonly driving: number;
  readonly presenting: number;
}

/** Nothing happened, and the line is alive. */
export interface Beat {
  readonly type: "beat";
}

/**
 * How many frames this one viewer's line was too slow for since the last beat; 0 when it no
 * longer is.
 */
export interface SlowLine {
  readonly type: "slow_line";
  readonly left_out: number;
}

/** What this viewer may do here: comes on coming into a class, and whenever it changes. */
export interface Admitted {
  readonly type: "admitted";
  readonly role: Role;
}

/** How the class is led. */
export interface Classroom {
  readonly type: "classroom";
  /** By which others come in. */
  readonly code: string;
  readonly pacing: Pacing;
  readonly window: readonly [number, number] | null;
  readonly paused: boolean;
  readonly sight: Sight | null;
  readonly spotlight: Spotlight | null;
  /** In how many seconds the class is over where nobody leads it on; null while that is far off. */
  readonly ends_in_s?: number;
}

/** What a teacher looks at, and followers with them. */
export interface Sight {
  readonly selected?: Mark;
  /** Which row of the mini-batch. */
  readonly sample: number;
  readonly scope: "batch" | "sample";
}

/** A neuron, a connection into it, or a number of either. */
export interface Mark {
  /** 0 is the inputs. */
  readonly layer: number;
  readonly unit: number;
  /** The neuron of the layer before where a connection is meant. */
  readonly source?: number;
  /** The name of a tensor where one of its numbers is meant. */
  readonly tensor: string;
}

/** A mark on every screen. */
export interface Spotlight {
  readonly on: Mark;
  readonly words: string;
}

/** The keys of a class, for those who drive it. */
export interface Links {
  readonly type: "links";
  readonly links: readonly Link[];
}

/** A key that gives a role, and how many came by it. */
export interface Link {
  readonly link: string;
  readonly role: "drive" | "present";
  readonly key: string;
  readonly here: number;
}

/** The class is over; nothing more comes to who did not drive it. */
export interface Closed {
  readonly type: "closed";
  readonly code: string;
}

/** What the class is asked; null once it is put away. */
export interface PollLetter {
  readonly type: "poll";
  readonly poll: Poll | null;
}

/** A poll as everybody may know it. */
export interface Poll {
  readonly id: number;
  readonly question: PollQuestion;
  /** How many there are to choose from. */
  readonly choices: number;
  /** The step at which what is asked is known; where nothing is, that at which it was asked. */
  readonly index: number;
  /** Within which a delta is close to zero. */
  readonly bound: number;
  /** 1 is the first vote. */
  readonly round: number;
  /** Whether answers are taken. */
  readonly open: boolean;
  /** By how many devices, in this round … */
  readonly answered: number;
  /** … of how many who are here to answer. */
  readonly people: number;
  readonly revealed: boolean;
  /**
   * Whether numbers are kept from who does not drive until it is revealed, and the run stands
   * still.
   */
  readonly hides: boolean;
}

/**
 * What is to be predicted. What may be answered follows from it. `delta_sign`: negative, close to
 * zero, positive. `moves_most`: one of the `marks`. `up_or_down`: up, down, not at all. `bigger`:
 * the first of the `marks`, the second, they are the same. `loss_falls`: it falls, it does not.
 * `free`: one of the `options`.
 */
export interface PollQuestion {
  readonly kind: PollKind;
  /**
   * One neuron (`delta_sign`), two (`bigger`), one weight (`up_or_down`), 2 to 5 (`moves_most`).
   */
  readonly marks: readonly Mark[];
  /** Which row of the mini-batch is asked about, of `delta_sign` and `bigger`. */
  readonly sample: number;
  /**
   * Which loss `loss_falls` asks about; where there are no test rows the epoch's is that of
   * training.
   */
  readonly of: LossOf;
  /** The question, of `free`. */
  readonly text: string;
  /** What may be answered to it, of `free`. */
  readonly options: readonly string[];
}

/** What was answered: for who drives at once, for everybody when it is revealed. */
export interface PollResults {
  readonly type: "poll_results";
  readonly id: number;
  /** How often each choice was taken, round by round. */
  readonly rounds: readonly (readonly number[])[];
  /** Absent of a free question. */
  readonly truth: Truth | null;
}

/** What came out. */
export interface Truth {
  /** The answer that is right. */
  readonly choice: number;
  /** The delta; each weight's step; each neuron's activation; the loss before and after. */
  readonly values: readonly number[];
}

/** All that were put away, for who drives. */
export interface PastPolls {
  readonly type: "past_polls";
  readonly polls: readonly PastPoll[];
}

/** A poll that was put away. */
export interface PastPoll {
  readonly id: number;
  readonly question: PollQuestion;
  readonly index: number;
  readonly revealed: boolean;
  readonly rounds: readonly (readonly number[])[];
  readonly truth: Truth | null;
}

/**
 * What a run of one's own is called in the class, if it is called anything, and whether it is
 * shared.
 */
export interface OwnFork {
  readonly type: "own_fork";
  readonly name: string | null;
  readonly shared: boolean;
}

/** The forks that are shared, for who leads the class and looks at them. */
export interface Forks {
  readonly type: "forks";
  readonly forks: readonly Stamp[];
}

/** A fork as small as it can be told apart from others. */
export interface Stamp {
  /** A letter, or two: nobody's own name. */
  readonly name: string;
  /** How many neurons each layer has, the inputs first. */
  readonly layers: readonly number[];
  /** Of the hidden layers and the output. */
  readonly activations: readonly string[];
  readonly index: number;
  readonly epoch: number;
  readonly train_loss?: number;
  readonly test_loss?: number;
  /** Of the test rows, or of the training rows where there are none of those. */
  readonly accuracy?: number;
  /** The losses of the test rows, or else of the training rows, from the first epoch to here. */
  readonly curve: readonly number[];
  /**
   * Of each layer a row for each neuron of the one before, rounded; none of a network too large to
   * draw.
   */
  readonly weights: readonly (readonly (readonly number[])[])[];
}

/** The value of a fork's run, for who asked for it. */
export interface ForkValue {
  readonly type: "fork_value";
  readonly fork: PinnedFork;
}

/** The value of a fork's run, as it was when it was asked for. */
export interface PinnedFork {
  readonly name: string;
  readonly spec: Spec;
  readonly edits: readonly Edit[];
  readonly index: number;
}

/** What forks the big screen shows: none, one, or two side by side at the same step. */
export interface Pinned {
  readonly type: "pinned";
  readonly forks: readonly PinnedFork[];
}

/**
 * What the class tries to come to, and how far each came by runs of the server's, the best first.
 */
export interface Challenge {
  readonly type: "challenge";
  readonly goal: LowestLoss | FewestEpochs;
  readonly most_neurons: number;
  readonly over: boolean;
  /** Whether the big screen shows the board. */
  readonly shown: boolean;
  readonly entries: readonly Entry[];
  readonly best: number | null;
}

/** To come to the lowest loss of the test rows. */
export interface LowestLoss {
  readonly kind: "test_loss";
}

/** To come to an accuracy of the test rows (0 … 1) in the fewest epochs. */
export interface FewestEpochs {
  readonly kind: "epochs";
  readonly accuracy: number;
}

/** What a fork came to. */
export interface Entry {
  readonly name: string;
  /** How many neurons each layer has, the inputs first. */
  readonly layers: readonly number[];
  /**
   * A loss, or a number of epochs; None while it is checked for the first time, and where it is
   * none.
   */
  readonly result: number | null;
  /** Whether nothing that was handed in is still to be checked. */
  readonly checked: boolean;
}

/** A sweep is under way. */
export interface SweepBegun {
  readonly type: "sweep_begun";
  /** The `id` of the command that asked for it. */
  readonly sweep: number;
  readonly vary: SweptField;
  readonly values: readonly (number | number)[];
  readonly epochs: number;
}

/** What one of its runs came to. */
export interface Swept {
  readonly type: "swept";
  readonly sweep: number;
  /** Its place among the values, from 0. */
  readonly number: number;
  /** As far as its losses are numbers. */
  readonly points: readonly HistoryRow[];
  /** The epoch in which its numbers ended, if they did. */
  readonly diverged: number | null;
  /** Whether it could not begin, for want of memory. */
  readonly refused: boolean;
}

/** No more runs are made. */
export interface SweepEnded {
  readonly type: "sweep_ended";
  readonly sweep: number;
  /** Whether it was stopped, or another took its place. */
  readonly stopped: boolean;
  /** Of those that have ended. */
  readonly bands: readonly Band[];
}

/**
 * What the runs' losses lie between after an epoch; null where too many of them have none any
 * more. Of the test rows, or of the training rows where there are no others.
 */
export interface Band {
  readonly epoch: number;
  readonly least: number | null;
  readonly lower: number | null;
  readonly median: number | null;
  readonly upper: number | null;
  readonly most: number | null;
}

/** The tree: comes whenever it is another. */
export interface Branches {
  readonly type: "branches";
  /** In the order in which they were begun, the first one first. */
  readonly branches: readonly BranchInfo[];
  /** Which is followed. */
  readonly current: number;
  /** Which would be had back. */
  readonly deleted: BranchInfo | null;
}

/** One branch of the tree. */
export interface BranchInfo {
  readonly id: number;
  /** That was given to it; where none was, the page calls it after what it came of. */
  readonly name: string | null;
  /** None of the first one. */
  readonly parent: number | null;
  /** The step up to which it is its parent's … */
  readonly since: number;
  /** … and how many epochs are whole by then. */
  readonly since_epoch: number;
  /** The last step that is trained on it … */
  readonly recorded: number | null;
  /** … and how many epochs are whole by then; of the one that is followed, frames tell both. */
  readonly epochs: number | null;
  /** What was changed where it parts, if it came of that. */
  readonly edit: Edit | null;
  /** Which of its parent's edits, counted from 1, is not made on it, if it came of that. */
  readonly without: number | null;
}

/** How the losses went on a branch that is not followed: comes when it is left. */
export interface BranchLine {
  readonly type: "branch_line";
  readonly branch: number;
  /** From where it parts, at most `MOST_BRANCH_POINTS`. */
  readonly points: readonly (readonly [number, number, number | null])[];
}

/**
 * Start the run of this specification; go on with it where all that is new can change on the way.
 * The catalogue's `changeable` names what can. It changes from the step where the run stands on,
 * and what cannot change within a mini-batch, from the beginning of the one under way, which is
 * then made again.
 */
export interface Configure {
  readonly type: "configure";
  readonly id: number;
  readonly spec?: Partly<Spec>;
  /** The name of an upload that holds the specification instead: `POST /spec`. */
  readonly uploaded?: string | null;
}

/**
 * Play at the set speed, until paused, or an epoch, or an accuracy (0 … 1) of training and test
 * rows.
 */
export interface Play {
  readonly type: "play";
  readonly id: number;
  readonly until_epoch?: number | null;
  readonly until_accuracy?: number | null;
  /** Whether towards the start, through what is recorded: until paused, or there. */
  readonly backward?: boolean;
}

/** Stand still. */
export interface Pause {
  readonly type: "pause";
  readonly id: number;
}

/** Go `count` units on, or back when negative. */
export interface Step {
  readonly type: "step";
  readonly id: number;
  readonly count?: number;
  readonly unit?: Unit;
}

/** Stand at a recorded step: the number of propagations made. */
export interface Seek {
  readonly type: "seek";
  readonly id: number;
  readonly index: number;
}

/** Set how fast `play` goes; what is left out stays, so that two may change one each. */
export interface SetSpeed {
  readonly type: "set_speed";
  readonly id: number;
  /** Units a second; null is as fast as it goes. */
  readonly speed?: number | null;
  readonly unit?: Unit;
}

/**
 * Have play go round between two steps, trained as far as the last where need be; null is
 * straight on.
 */
export interface SetLoop {
  readonly type: "set_loop";
  readonly id: number;
  readonly loop?: Loop | null;
}

/**
 * Set a weight or a bias by hand before the mini-batch under way, which is made again with it.
 */
export interface SetParameter {
  readonly type: "set_parameter";
  readonly id: number;
  readonly parameter: Partly<Parameter>;
  /**
   * Whether it is one movement with the same parameter's last one, which `undo` takes back as a
   * whole.
   */
  readonly goes_on?: boolean;
}

/**
 * Send a sample of one's own through the network as it stands; `probed` answers, nothing changes.
 */
export interface Probe {
  readonly type: "probe";
  readonly id: number;
  /** What a row of the data holds, in its own units; of points on the plane both coordinates. */
  readonly values: readonly number[];
  /** How many of the training rows most like it are told. */
  readonly neighbours?: number;
}

/** Sum up the numbers of the step where the run stands; `weighed` answers, nothing changes. */
export interface Weigh {
  readonly type: "weigh";
  readonly id: number;
}

/**
 * Go to the next step at which one of some conditions has become true, or back to the last such.
 * Until that is found the run stands where it does, and any command that moves it ends the search
 * there. Forwards it is trained on to where need be; where nothing is found it stays. `playback`
 * tells how far it is, and why it stopped. What is true where the run starts has become true
 * there.
 */
export interface Search {
  readonly type: "search";
  readonly id: number;
  readonly conditions: readonly Condition[];
  readonly backward?: boolean;
  /** Whether any step will do that makes a number of which one is true. */
  readonly holds?: boolean;
}

/**
 * Find all places from one recorded step to another where conditions have become true. `found`
 * answers, and nothing changes; where the run is changed meanwhile, it says how far it came.
 */
export interface Find {
  readonly type: "find";
  readonly id: number;
  readonly conditions: readonly Condition[];
  readonly first?: number;
  /** The last step that is recorded, unless given. */
  readonly last?: number | null;
}

/**
 * Find out what made a number of the run as it stands, and where on its way it changed.
 * `number_traced` answers, and nothing changes; where the run is changed meanwhile, it says how
 * far it came.
 */
export interface TraceNumber {
  readonly type: "trace_number";
  readonly id: number;
  readonly quantity: ParameterQuantity | UnitQuantity | GradientQuantity | BatchLossQuantity | ScoreQuantity | ShareQuantity | PredictionQuantity | EpochsQuantity | NotFiniteQuantity;
}

/**
 * List the rows of the mini-batch on screen, those of the largest loss or output delta first.
 * `rows_listed` answers with at most so many, and nothing changes.
 */
export interface ListRows {
  readonly type: "list_rows";
  readonly id: number;
  readonly by?: "delta" | "loss";
  readonly most?: number;
}

/**
 * Find the first step at which any number of this run differs from those of another run. `parted`
 * answers, and nothing changes; where this run is changed meanwhile, it says how far it came.
 */
export interface FindParting {
  readonly type: "find_parting";
  readonly id: number;
  readonly spec?: Partly<Spec>;
  /** The other run's. */
  readonly edits?: readonly Edit[];
  /**
   * Look no further than to this step, recorded or not: to the last that is recorded, unless given.
   */
  readonly last?: number | null;
  readonly uploaded?: string | null;
}

/** Show recorded epochs as they were; `epochs_shown` answers, and nothing changes. */
export interface ShowEpochs {
  readonly type: "show_epochs";
  readonly id: number;
  readonly wanted: readonly number[];
  /** Whether each with a picture. */
  readonly pictured?: boolean;
}

/**
 * Look no further for what this viewer has asked for by such commands: it is told as far as it
 * came.
 */
export interface Cancel {
  readonly type: "cancel";
  readonly id: number;
  readonly what: "find" | "find_parting" | "list_rows" | "show_epochs" | "trace_number";
}

/** Have play stop wherever one of these conditions becomes true, and backwards, too. */
export interface SetStops {
  readonly type: "set_stops";
  readonly id: number;
  readonly stops?: readonly Condition[];
}

/**
 * Be on the line without what was changed last, at this very step; what was changed is kept for
 * `redo`. Of a run restored, what is last in the order of steps was changed last.
 */
export interface Undo {
  readonly type: "undo";
  readonly id: number;
}

/** Be on the line that `undo` left, at this very step. */
export interface Redo {
  readonly type: "redo";
  readonly id: number;
}

/** Forget what was trained and stand at the same start again. */
export interface Reset {
  readonly type: "reset";
  readonly id: number;
}

/**
 * Stand at step `index` of the run that a specification and its edits make, and play on if
 * `playing`. Where the room is in that run already, what is recorded of it stays. With
 * `if_unused` nothing is done in a room that anybody has asked for anything: of many pages that
 * come back to it, one restores it.
 */
export interface Restore {
  readonly type: "restore";
  readonly id: number;
  readonly spec?: Partly<Spec>;
  readonly edits?: readonly Edit[];
  readonly index?: number;
  readonly playing?: boolean;
  readonly speed?: number | null;
  readonly unit?: Unit;
  readonly until_epoch?: number | null;
  readonly until_accuracy?: number | null;
  readonly stops?: readonly Condition[];
  readonly backward?: boolean;
  readonly loop?: Loop | null;
  readonly if_unused?: boolean;
  readonly uploaded?: string | null;
}

/** Stand in a recording's run where it stood, with all that is recorded of it. */
export interface Replay {
  readonly type: "replay";
  readonly id: number;
  /** The name of an upload that holds it: `POST /recordings`. */
  readonly uploaded: string;
}

/**
 * Begin a branch where the run stands, and be on it: what was trained beyond stays on the old
 * one.
 */
export interface Branch {
  readonly type: "branch";
  readonly id: number;
  /** Called after what is changed first on it, unless given. */
  readonly name?: string | null;
  /**
   * Which of the run's edits, counted from 1, is not made on it: it parts there, and is trained to
   * here.
   */
  readonly without?: number | null;
}

/** Be on a branch: at this very step where it came so far, else at its last. */
export interface GoToBranch {
  readonly type: "go_to_branch";
  readonly id: number;
  readonly branch: number;
}

/** Give a branch another name. */
export interface RenameBranch {
  readonly type: "rename_branch";
  readonly id: number;
  readonly branch: number;
  readonly name: string;
}

/**
 * Let go of a branch, the first one apart; those that part from it part from its parent then. Who
 * is on it goes to its parent.
 */
export interface DeleteBranch {
  readonly type: "delete_branch";
  readonly id: number;
  readonly branch: number;
}

/** Have the branch back that was deleted last, as it was; the run stays where it is. */
export interface UndeleteBranch {
  readonly type: "undelete_branch";
  readonly id: number;
}

/** Be told the value of a branch; `branch_value` answers, and nothing changes. */
export interface ReadBranch {
  readonly type: "read_branch";
  readonly id: number;
  readonly branch: number;
}

/**
 * Run the specification in force here, from its beginning, once with each of these values.
 * `sweep_begun` tells for how many epochs, a `swept` of each run what it came to, `sweep_ended`
 * of all of them together. A sweep takes the place of one that is under way in its room, and ends
 * where who asked for it goes.
 */
export interface Sweep {
  readonly type: "sweep";
  readonly id: number;
  readonly vary: SweptField;
  readonly values: readonly (number | number)[];
  /**
   * Where none are named, those that the run here has come to, within what may be asked of the
   * server.
   */
  readonly epochs?: number | null;
}

/** Go no further with it. */
export interface StopSweep {
  readonly type: "stop_sweep";
  readonly id: number;
}

/** Show the key of a link: from here on this viewer has the role that the key gives. */
export interface Enter {
  readonly type: "enter";
  readonly id: number;
  readonly key: string;
}

/** Have a class in the room where the run is: others come in by a code, and follow. */
export interface OpenRoom {
  readonly type: "open_room";
  readonly id: number;
}

/** Send the class home: its code and its links lead nowhere any more. */
export interface CloseRoom {
  readonly type: "close_room";
  readonly id: number;
}

/** Say how far followers may go by themselves. */
export interface SetPacing {
  readonly type: "set_pacing";
  readonly id: number;
  readonly pacing: Pacing;
  /** The first and the last step of the window; all that is recorded where none is given. */
  readonly window?: readonly [number, number] | null;
}

/** Dim every follower's screen, or let them look again. */
export interface PauseAll {
  readonly type: "pause_all";
  readonly id: number;
  readonly paused: boolean;
}

/** Have followers look at the same. */
export interface ShowSight {
  readonly type: "show_sight";
  readonly id: number;
  readonly sight: Partly<Sight>;
}

/**
 * Mark something on every screen, in place of what was marked before; nothing where it is null.
 */
export interface PointAt {
  readonly type: "point_at";
  readonly id: number;
  readonly spotlight: Spotlight | null;
}

/** Say whether one follows, so that the teacher knows how many do. */
export interface Stand {
  readonly type: "stand";
  readonly id: number;
  readonly standing: Standing;
}

/** Make a key for somebody else, to drive too or to present. */
export interface MakeLink {
  readonly type: "make_link";
  readonly id: number;
  readonly role: "drive" | "present";
}

/** Let a key give nothing any more; who came by it follows from here on. */
export interface RevokeLink {
  readonly type: "revoke_link";
  readonly id: number;
  readonly link: string;
}

/** Ask the class; the run comes to rest, and stands still until the poll is revealed or ended. */
export interface StartPoll {
  readonly type: "start_poll";
  readonly id: number;
  readonly question: Partly<PollQuestion>;
}

/** Answer the poll that is open, or answer it differently: one answer counts of every device. */
export interface AnswerPoll {
  readonly type: "answer";
  readonly id: number;
  readonly poll: number;
  readonly choice: number;
  /** Drawn at random by the page and kept by it, so that who comes back is not counted twice. */
  readonly device: string;
  /** The vote it is given to; without it, to whichever is on. */
  readonly round?: number | null;
}

/** Take no more answers. */
export interface ClosePoll {
  readonly type: "close_poll";
  readonly id: number;
}

/** Ask the same once more, and keep what was answered before. */
export interface VoteAgain {
  readonly type: "vote_again";
  readonly id: number;
}

/** Show everybody what was answered, and what is true. */
export interface Reveal {
  readonly type: "reveal";
  readonly id: number;
}

/** Put the poll away; its counts are kept as long as the class lasts. */
export interface EndPoll {
  readonly type: "end_poll";
  readonly id: number;
}

/** Let the teacher see the run of one's own, without a name, or let it be seen no more. */
export interface ShareFork {
  readonly type: "share_fork";
  readonly id: number;
  readonly shared: boolean;
}

/** Be told how the forks stand that are shared, or no more. */
export interface WatchForks {
  readonly type: "watch_forks";
  readonly id: number;
  readonly watching: boolean;
}

/** Be told the value of a fork that is shared; `fork_value` tells it. */
export interface TakeFork {
  readonly type: "take_fork";
  readonly id: number;
  readonly fork: string;
}

/**
 * Have the big screen show a fork, or two side by side at the same step; none puts them away.
 * Those whose steps are not the same are shown at the end of the same epoch.
 */
export interface PinFork {
  readonly type: "pin_fork";
  readonly id: number;
  readonly forks: readonly string[];
}

/**
 * Have everybody with a run of one's own come as near to a goal as they can, from the class's
 * data.
 */
export interface StartChallenge {
  readonly type: "start_challenge";
  readonly id: number;
  readonly goal: LowestLoss | FewestEpochs;
  /** In hidden layers. */
  readonly most_neurons: number;
}

/** Enter the run of one's own as it stands: how far it came is told by a run of the server's. */
export interface HandIn {
  readonly type: "hand_in";
  readonly id: number;
}

/** Take no more entries; the board stays as it is. */
export interface EndChallenge {
  readonly type: "end_challenge";
  readonly id: number;
}

/** Have the big screen show how far each has come in the challenge, or no more. */
export interface ShowBoard {
  readonly type: "show_board";
  readonly id: number;
  readonly shown: boolean;
}

/**
 * What somebody chose; what is null is found in the file. A column goes by its name, or by its
 * number from 1. `missing` says what becomes of cells without a value that is usable: the table
 * is refused, their rows are dropped, or they get the column's mean.
 */
export interface TableChoices {
  readonly delimiter?: "\t" | "," | ";" | "|" | null;
  readonly decimal?: "," | "." | null;
  /** Whether the first row has the names of the columns. */
  readonly header?: boolean | null;
  /**
   * UTF-8 if null; other encodings are named in the refusal, and taken only when they are chosen.
   */
  readonly encoding?: "utf-16" | "utf-8" | "windows-1252" | null;
  readonly target?: readonly string[];
  /**
   * What columns are to be, where it is not what is found: a target that is a category has classes.
   */
  readonly kinds?: { readonly [name: string]: "category" | "number" | "off" };
  readonly missing?: "drop" | "mean" | "refuse";
  /** Whether inputs that are numbers are less their mean, over their deviation. */
  readonly standardize?: boolean;
  readonly train_fraction?: number;
}

/** A whole file. */
export interface TableDescription {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: "utf-16" | "utf-8" | "windows-1252";
  readonly delimiter: "\t" | "," | ";" | "|";
  readonly decimal: "," | ".";
  /** Whether the first row has the names of the columns; it is not counted as a row. */
  readonly header: boolean;
  readonly rows: number;
  /** Rows that stay. */
  readonly kept: number;
  readonly train_rows: number;
  readonly test_rows: number;
  readonly columns: readonly TableColumn[];
  readonly inputs: number;
  /** Classes, or targets that are numbers. */
  readonly outputs: number;
  /** What the target is; null where none is chosen. */
  readonly aim: "classes" | "numbers" | null;
  readonly why: "chosen" | "few_whole_numbers" | "fractions" | "many_whole_numbers" | "several" | "text" | null;
  /** Null where no target is chosen. */
  readonly network: TableNetwork | null;
  /** Cells of the columns that are wanted, which cannot be used … */
  readonly flagged: number;
  /** … and the first of them. */
  readonly cells: readonly TableCell[];
  /** The first rows with another number of cells. */
  readonly ragged: readonly RaggedRow[];
  /** The first rows, and the first that are flagged. */
  readonly preview: readonly TableRow[];
  /**
   * What keeps the table from being used as it is chosen to be; that no target is chosen is none.
   */
  readonly problem: TableProblem | null;
  /**
   * What may become of unusable cells for the table to be trained, on its targets or else some
   * column.
   */
  readonly remedies: readonly ("drop" | "mean" | "refuse")[];
  /**
   * What keeps it from being trained, on its targets or else any column, whatever becomes of them.
   */
  readonly never: TableProblem | null;
}

/** One column: what it holds, what it is for, and what it becomes. */
export interface TableColumn {
  readonly name: string;
  /** From 1. */
  readonly number: number;
  readonly kind: "category" | "empty" | "number" | "text";
  readonly role: "input" | "off" | "target";
  /** Why it is off. */
  readonly why: "chosen" | "constant" | "empty" | "text" | null;
  /** How many different ones: of very many texts no more than a thousand are told apart. */
  readonly values: number;
  readonly low: number | null;
  /** Of the numbers that can be used; null where it is none. */
  readonly high: number | null;
  readonly mean: number | null;
  /** Of the training rows: a number becomes (x − mean) / deviation, a constant one x − mean. */
  readonly deviation: number | null;
  /** Of numbers: how many from low to high, in bars of the same width. */
  readonly histogram: readonly number[];
  /** Of a category: how many rows have each value, in order. */
  readonly counts: readonly (readonly [string, number])[];
  /** Cells that cannot be used. */
  readonly flagged: number;
  /** The names of its inputs, or of the classes of the target; none when it is off. */
  readonly becomes: readonly string[];
  /** What keeps it from being the only target, whatever becomes of unusable cells. */
  readonly refused: TableProblem | null;
}

/** What keeps the table from being used, as every refusal is told. */
export interface TableProblem {
  readonly code: "bad_encoding" | "bad_expression" | "bad_json" | "bad_key" | "bad_name" | "binary" | "full" | "invalid" | "mismatch" | "missing_field" | "no_classes" | "no_multiple" | "no_such_room" | "not_above" | "not_allowed" | "not_below" | "not_finite" | "not_open" | "not_recorded" | "nothing_changed" | "nothing_comes_in" | "out_of_range" | "poll_closed" | "poll_on" | "repeated" | "shares_alone" | "too_deep" | "too_large" | "too_long" | "too_many_bytes" | "too_new" | "too_often" | "too_short" | "too_small" | "unclosed" | "undefined" | "unknown_field" | "unknown_name" | "unreadable" | "unusable" | "unwanted_field" | "wrong_length" | "wrong_shape" | "wrong_sum" | "wrong_type";
  readonly field: string;
  readonly value: string;
  readonly limit: unknown;
  readonly message: string;
}

/** The network that a table begins with. */
export interface TableNetwork {
  /** Of every layer, the inputs first. */
  readonly units: readonly number[];
  /** Of every layer but the inputs. */
  readonly activations: readonly string[];
}

/** A cell that cannot be used. */
export interface TableCell {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly why: "missing" | "not_a_number" | "out_of_range";
}

/** A row with another number of cells than there are columns. */
export interface RaggedRow {
  readonly row: number;
  readonly cells: number;
}

/** A row of the preview, as it stands in the file. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly kept: boolean;
}

/** How well a run does where it stands. */
export interface Results {
  readonly run: number;
  readonly index: number;
  /** What it adds to either loss. */
  readonly penalty: number;
  /** Empty where targets are values. */
  readonly questions: readonly Question[];
  readonly train: HalfResults;
  readonly test: HalfResults | null;
  readonly units: readonly TroubledUnit[];
}

/** What every row is asked: which of these classes it is of. */
export interface Question {
  /** The output that answers, where each answers a question of its own; else empty. */
  readonly name: string;
  readonly classes: readonly string[];
}

/** How well the rows of one half are learnt. A number that is not finite is null. */
export interface HalfResults {
  readonly rows: number;
  /** Their mean, without penalty. */
  readonly loss: number | null;
  /** 0 … 1; null where the targets are no classes. */
  readonly accuracy: number | null;
  /**
   * R² of each output, null where its targets are all the same; empty where the targets are
   * classes.
   */
  readonly r2: readonly (number | null)[];
  /** One for each question. */
  readonly confusions: readonly (readonly (readonly number[])[])[];
  /**
   * For each question every row's cell, the class it is of · classes + the one it is said to be of;
   * empty where they were not asked for.
   */
  readonly cells: readonly (readonly number[])[];
}

/** A hidden unit that no longer learns, or hardly. */
export interface TroubledUnit {
  readonly layer: number;
  readonly unit: number;
  readonly trouble: "dead" | "saturated";
  /** On so many training rows. */
  readonly rows: number;
}

/** Some of a half's rows, those with the largest loss first. */
export interface ResultRows {
  readonly run: number;
  readonly index: number;
  /** How many there are of the kind that was asked for. */
  readonly total: number;
  readonly rows: readonly ResultRow[];
}

/** One row of a half, and what the network says of it. A number that is not finite is null. */
export interface ResultRow {
  /** Its number in its half, from 0. */
  readonly row: number;
  /** As the data hold them, not as they are fed in. */
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  /** Both as the data hold them, too. */
  readonly outputs: readonly (number | null)[];
  /** The class that it is of, where there is a question … */
  readonly target: number | null;
  /** … and the one it is said to be of. */
  readonly said: number | null;
  readonly loss: number | null;
}

/** What a typed function looks like. */
export interface FunctionPicture {
  readonly variables: readonly string[];
  /** Whether it tells two classes apart: 0 or 1. */
  readonly compares: boolean;
  readonly domain: readonly [number, number];
  /**
   * At even places from end to end: along a line, or row by row over a square, the lowest x2 first.
   */
  readonly values: readonly number[];
}

/** What `said/KIND.json` has. */
export interface Sayings {
  /** One for each row of the data. */
  readonly texts: readonly string[];
  /** Words of sentences that are passed over, capitals apart. */
  readonly unread: readonly string[];
}

/** All of them, the one used last first. */
export interface MyRuns {
  /** How long a run is kept that nobody uses; 0 where none is kept. */
  readonly kept_days: number;
  /** How long one is there that nobody looks at, where none is kept. */
  readonly idle_minutes: number;
  /** So many are kept of one browser: then those used longest ago go, those with a name last. */
  readonly most: number;
  readonly runs: readonly MyRun[];
}

/** A kept run, as its owner sees it. */
export interface MyRun {
  readonly room: string;
  /** Empty where it was given none. */
  readonly title: string;
  /** Seconds since 1970. */
  readonly used_at: number;
  /** Null of one from before there were any. */
  readonly card: Card | null;
}

/** What there is to know of a run at a glance. */
export interface Card {
  readonly data: CardData;
  /** Of each layer, the inputs first. */
  readonly units: readonly number[];
  /** Of the hidden layers, each once; of the output where there are none. */
  readonly activations: readonly string[];
  /** Where it stands: epochs that are over. */
  readonly epoch: number;
  /** The training rows', at the last epoch evaluated up to there; null where none is finite. */
  readonly loss: number | null;
}

/** What names a run's data. */
export interface CardData {
  readonly kind: string;
  readonly label: string | null;
  readonly expression: string | null;
}

export type Answered = Done | Probed | Weighed | Found | NumberTraced | RowsListed | Parted | EpochsShown | BranchValue | Failure;

export type Letter = Welcome | Run | Edited | Layout | Playback | HistoryLetter | Done | Probed | Weighed | Found | NumberTraced | RowsListed | Parted | EpochsShown | BranchValue | Failure | People | Beat | SlowLine | Admitted | Classroom | Links | Closed | PollLetter | PollResults | PastPolls | OwnFork | Forks | ForkValue | Pinned | Challenge | SweepBegun | Swept | SweepEnded | Branches | BranchLine;

export type AnyCommand = Configure | Play | Pause | Step | Seek | SetSpeed | SetLoop | SetParameter | Probe | Weigh | Search | Find | TraceNumber | ListRows | FindParting | ShowEpochs | Cancel | SetStops | Undo | Redo | Reset | Restore | Replay | Branch | GoToBranch | RenameBranch | DeleteBranch | UndeleteBranch | ReadBranch | Sweep | StopSweep | Enter | OpenRoom | CloseRoom | SetPacing | PauseAll | ShowSight | PointAt | Stand | MakeLink | RevokeLink | StartPoll | AnswerPoll | ClosePoll | VoteAgain | Reveal | EndPoll | ShareFork | WatchForks | TakeFork | PinFork | StartChallenge | HandIn | EndChallenge | ShowBoard;

export type Quantity = ParameterQuantity | UnitQuantity | GradientQuantity | BatchLossQuantity | ScoreQuantity | ShareQuantity | PredictionQuantity | EpochsQuantity | NotFiniteQuantity;
