/** What the page makes of what travels, and what the store holds: the words the whole page speaks. */

import type { Whereabouts } from "../line/whereabouts";
import type * as Wire from "./wire";
import type {
  Answered,
  AnyCommand,
  Branches,
  BranchLine,
  Catalog,
  Challenge,
  Classroom,
  Failure,
  FailureCode,
  Found,
  FrameKind,
  Letter,
  Link,
  OwnFork,
  Parameter,
  Partly,
  PastPoll,
  People,
  PinnedFork,
  Playback,
  Poll,
  PollResults,
  Position,
  Probed,
  Quantity,
  Role,
  Run,
  Spec,
  Stamp,
  SweepBegun,
  SweepEnded,
  Swept,
  TensorName,
} from "./wire";

export type * from "./wire";

/** One tensor as the engine made it. Row-major; a view on the frame's bytes, never copied. */
export interface Tensor {
  readonly data: Float64Array | Float32Array | Int8Array;
  readonly shape: readonly number[];
}

/** One tensor of a frame: its name ("a", "w", …), whose layer, and what it holds. */
export interface NamedTensor {
  readonly name: TensorName;
  readonly layer: number;
  readonly tensor: Tensor;
}

/** A binary message, decoded. A keyframe replaces everything; a step adds what one step made. */
export interface Frame extends Position {
  readonly kind: FrameKind;
  /** Trained and reachable up to here. */
  readonly recorded: number;
  readonly tensors: readonly NamedTensor[];
}

/** The tensors of one layer that are known at this step; absent = not computed yet in this pass. */
export type LayerTensors = { readonly [name in TensorName]?: Tensor };

/** One evaluated epoch. Accuracy is null for regression; test values are null without test rows. */
export interface HistoryPoint {
  readonly epoch: number;
  readonly train_loss: number;
  readonly test_loss: number | null;
  readonly train_accuracy: number | null;
  readonly test_accuracy: number | null;
  /** What the penalty adds to either loss; 0 without one. */
  readonly penalty: number;
}
/** A refusal as the page tells it: the server's, or one of its own. */
export interface Refusal extends Omit<Failure, "code"> {
  readonly code: FailureCode | "not_connected" | "unread";
  /** The same in the words of the form that has the field. */
  readonly words?: string;
}
/** What the page may ask for (an `id` is added by connection.js, which returns a promise of the answer). */
export type Command = Unnumbered<AnyCommand>;
type Unnumbered<C> = C extends AnyCommand ? Omit<C, "id"> : never;
/** A spec in which anything may be left out; what is left out is the default. */
export type PartialSpec = Partly<Spec>;

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
/** A record as far as it is known: before the catalogue has come, little more than its name. */
type Known<Info extends Wire.NamedInfo, Sure extends keyof Info = never> = Partial<Info> &
  Pick<Info, keyof Wire.NamedInfo | Sure>;
export type ActivationInfo = Known<Wire.ActivationInfo, "slope">;
export type LossInfo = Known<Wire.LossInfo, "slope" | "output_activation">;
export type OptimizerInfo = Known<Wire.OptimizerInfo, "memory">;
export type ScheduleInfo = Wire.ScheduleInfo;
export type PenaltyInfo = Known<Wire.PenaltyInfo>;

/** What the learner has chosen to look at. Kept while stepping; lives in this page only. */
export interface Selection {
  readonly layer: number;
  readonly unit: number;
}
/** A weight, or where there is no `unit_in` a bias, that is set by hand. */
export interface Picked extends Omit<Parameter, "value"> {
  /** The selection at which it was chosen: with another one it means nothing any more. */
  readonly at: Selection | null;
}
/** A sample of the visitor's own, seen in place of the mini-batch's. */
export interface OwnSample {
  /** In the data's own units; of points on the plane both coordinates. */
  readonly values: readonly number[];
  /** How many training rows like it are asked for. */
  readonly neighbours: number;
  /** What the engine last said of it, or of what it was before; null until it has. */
  readonly answer: Probed | null;
  /** How far forward it is seen: up to this layer; null is all the way. */
  readonly layer: number | null;
  /** Where the run stood when it was seen to go a layer on, which is then moved. */
  readonly steppedAt: Position | null;
}
export interface Lit {
  readonly half: "train" | "test";
  readonly rows: readonly number[];
  /** Which rows they are, and the same in short. */
  readonly name: string;
  readonly short: string;
}
export interface EdgeRef {
  /** The layer the edge leads into (1..L), from unit `from` of layer−1 to unit `to`. */
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

/** A run as it is where it stands: `spec` and the layers' activations are those in force there. */
export interface RunHere extends Run {
  /** The specification it began with. */
  readonly began: Spec;
  /** How many edits are behind. */
  readonly behind: number;
}

/** The store's whole state. Replaced, never mutated; parts that did not change keep their identity. */
export interface State {
  /** "refused" for good: there is no such room. */
  readonly connection: "connecting" | "open" | "lost" | "refused";
  readonly catalog: Catalog | null;
  readonly run: RunHere | null;
  readonly playback: Playback | null;
  readonly history: readonly HistoryPoint[];
  /** The run's branches; null while there is but the one it begins with. */
  readonly branches: Branches | null;
  /** How the losses went on those that are not followed, by their numbers. */
  readonly branchLines: { readonly [branch: number]: BranchLine["points"] };
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
  /** Its name, empty until there is a line to it. */
  readonly room: string;
  /**
   * Whether the run is that of the room which the address names, a class's maybe, or one's own copy of a class's, or
   * one beside it in which a follower looks about.
   */
  readonly place: "class" | "fork" | "look";
  readonly people: number;
  /** The same in a class, by what they do; null before it was told. */
  readonly crowd: People | null;
  /** Pictures that this page's line was too slow for in the last seconds; 0 where it is fast enough. */
  readonly leftOut: number;
  /** How the class is led that this page is in; null where it is in none. */
  readonly classroom: Classroom | null;
  /** What this viewer may do in it. */
  readonly role: Role | null;
  /** Whether a follower looks elsewhere than the class does, on the same run. */
  readonly apart: boolean;
  /** The keys of the class, for who drives it. */
  readonly links: readonly Link[];
  /** The code of a class that is over. */
  readonly closed: string | null;
  /** How the forks stand that are shared, for who leads the class and looks at them. */
  readonly forks: readonly Stamp[];
  /** What the run of one's own is called in the class, and whether it is shared. */
  readonly ownFork: OwnFork | null;
  /** The value of the fork that was asked for last. */
  readonly taken: PinnedFork | null;
  /** What forks the big screen shows. */
  readonly pinned: readonly PinnedFork[];
  /** What the class tries to come to, and how far each has come. */
  readonly challenge: Challenge | null;
  /** What the class is asked to predict, or was until it is put away. */
  readonly poll: Poll | null;
  /** What was answered to it: for who drives at once, for all others once it is revealed. */
  readonly pollResults: PollResults | null;
  /** Those that were put away, for who drives. */
  readonly pastPolls: readonly PastPoll[];
  /** The sweep that this page asked for last, as far as it is told. */
  readonly sweep: SweepHere | null;
  /** What a page has that was saved and has no server; null on a live line. */
  readonly saved: SavedHere | null;
  /** The last refused command, for the notice bar. */
  readonly failure: Refusal | null;
  /** What happened that nobody asked for, for the notice bar. */
  readonly notice: Notice | null;
  readonly selected: Selection | null;
  /** Which parameter is set by hand; the selected neuron's bias where none was chosen. */
  readonly picked: Picked | null;
  /** The number whose history was asked for last, by pressing on it. */
  readonly traced: Quantity | null;
  readonly hoveredEdge: EdgeRef | null;
  readonly hoveredUnit: Selection | null;
  /** Rows of the data that are asked for together, and light up among all points. */
  readonly lit: Lit | null;
  /** Which row of the mini-batch is on screen. */
  readonly sample: number;
  /** One scope rules every panel: this sample's numbers, or the mini-batch's mean. */
  readonly scope: "sample" | "batch";
  /** What is seen in place of the mini-batch, if anything is. */
  readonly own: OwnSample | null;
  /** The panel's page. */
  readonly tab: string;
  /** Which output is pictured where no neuron is pointed at. */
  readonly output: number;
  /** Whether the test data are drawn too. */
  readonly tests: boolean;
  /** Whether maps show only which side a value is on. */
  readonly discrete: boolean;
  /** What play will be told. */
  readonly until: Until;
  /** Where its stops became true in what is recorded: a list for each, once it was looked for. */
  readonly stopPlaces: Found["places"];
  /** The epochs that the chart shows, where these are not all. */
  readonly chartRange: readonly [number, number] | null;
  /** How much was looked at for that last, and how long it took. */
  readonly stopSought: { readonly steps: number; readonly took_s: number } | null;
  /** What another run is shown beside this one; null where none is. */
  readonly beside: Beside | null;
  /** What the address makes of the page itself. */
  readonly frame: Surround;
  /** What the address takes from its reader: by key, drop or hand as by button. */
  readonly shut: readonly string[];
}

/** A page that was saved: what is said of it, in short and in whole, and what of it needs a server. */
export interface SavedHere {
  readonly said: string;
  readonly hint: string;
  readonly hide: readonly string[];
  readonly lock: readonly string[];
  /** Of every so many epochs it has the end … */
  readonly each: number;
  /** … and of these a picture, in their order. */
  readonly pictured: readonly number[];
  readonly measured: Measured;
}

/** How well a saved run does, as far as its page has it. */
export interface Measured {
  /** At the last end of an epoch up to a step; null before the first. */
  at(index: number): Wire.Results | null;
  /** The rows of a cell there; null where the page does not have them. */
  rows(of: Wire.Results, cell: RowsAsked): Wire.ResultRows | null;
  /** The step at which it has rows; null where it has none. */
  readonly rowsAt: number | null;
}

/** Rows of a half: of a class, said to be of one, or said wrongly. */
export interface RowsAsked {
  readonly half: "train" | "test";
  readonly question: number;
  readonly target: number | null;
  readonly said: number | null;
  readonly wrong?: boolean;
}

/** The page as its address wants it: whole or for other pages to show, in which theme, and which controls. */
export interface Surround {
  readonly embed: boolean;
  readonly theme: "light" | "dark" | null;
  /** Names of controls that are not there; run/controls.js has all. */
  readonly hide: readonly string[];
  /** Names of those that are there and do nothing. */
  readonly lock: readonly string[];
}

/** What two runs side by side are drawn by, and what each is shown of the other. */
export interface Beside {
  /** The |w| that both draw thickest. */
  readonly scale: number;
  /** The largest change of a weight in the update at hand, which both are magnified by. */
  readonly step: number;
  /** The connections furthest apart, by their keys; null where the networks have other shapes. */
  readonly furthest: ReadonlySet<string> | null;
  /** Neurons that say the opposite in the other run, as "layer:unit". */
  readonly unlike: ReadonlySet<string>;
  /** The other run's evaluated epochs, and what it is called. */
  readonly history: readonly HistoryPoint[];
  readonly name: string;
  /** The epochs before the first step in which they differ, where they were the same before. */
  readonly parts: number | null;
  /** How an address says the other run; null where it does not. */
  readonly said: string | null;
}

/** A sweep: what it is of, its runs as they come in, and what all of them lie between once it has ended. */
export interface SweepHere {
  readonly begun: SweepBegun;
  readonly runs: readonly (Swept | null)[];
  readonly ended: Pick<SweepEnded, "stopped" | "bands"> | null;
}

/** The goal at which play stops: an epoch, an accuracy (0 … 1), neither. */
export interface Until {
  readonly epoch: number | null;
  readonly accuracy: number | null;
}

/** What a view may change by itself: local to this page. */
export type LocalChange = Partial<
  Pick<
    State,
    | "selected"
    | "picked"
    | "traced"
    | "stopPlaces"
    | "stopSought"
    | "chartRange"
    | "saved"
    | "beside"
    | "hoveredEdge"
    | "hoveredUnit"
    | "lit"
    | "sample"
    | "scope"
    | "own"
    | "apart"
    | "tab"
    | "output"
    | "tests"
    | "discrete"
    | "until"
    | "frame"
    | "shut"
    | "failure"
    | "notice"
    | "place"
  >
>;

export interface Notice {
  /** A learner's array, the place in it, their number there and ours. */
  readonly yours?: readonly string[];
  readonly words: string;
  /** Where it leads who wants something else. */
  readonly way?: { readonly words: string; readonly href: string };
  /** Whether it helps to load the page anew. */
  readonly reload?: boolean;
}

export interface Store {
  /** What it shows otherwise, where it does: a sample of the visitor's own in place of the mini-batch's. */
  readonly under?: Store;
  get(): State;
  /** Calls `listener` after every change, coalesced to one call per microtask turn; returns the way to stop it. */
  subscribe(listener: (state: State, previous: State) => void): () => void;
  /** Change what is local to this page. */
  set(change: LocalChange): void;
  /** Take in a letter or a frame (connection.js does). */
  receive(message: Letter | Frame): void;
  /** Keep what comes from who listens, until it is released: a run on the way to another that is shown next. */
  hold(): void;
  release(): void;
  /** Whether there is a picture of the newest run that has come. */
  isWhole(): boolean;
  setConnection(connection: State["connection"]): void;
  setCatalog(catalog: Catalog): void;
}

/** Sends a command; resolves with the answer, rejects never (a refusal is shown by the notice bar). */
export type Send = (command: Command) => Promise<Reply>;
export type Reply = Exclude<Answered, Failure> | Refusal;

/** The line to the server, which may lead elsewhere while the page stays. */
export interface Line {
  /** Which room it leads to: change that, and `go`. */
  readonly whereabouts: Whereabouts;
  /**
   * Go where the page is to be by now, which may ask for something first; until it is shown what is there, it shows
   * what it showed. Resolves with the answer, or once it has come: with null, or why it may not come in.
   */
  go(first?: Command): Promise<Reply | null>;
}

/** Every view: mount it on an element, get back the way to dispose of it. */
export type Mount = (
  root: HTMLElement,
  store: Store,
  send: Send,
  line: Line,
  /** Of what is loaded on demand: how it was when that was first to be there. */
  since?: State,
) => () => void;
