/** The words of stops: what is watched, what may become of it, and why the run stopped. */

import { count, number, signed } from "./numbers.js";

/** @param {string} stop @param {string} numbers none where there are none */
const withNumbers = (stop, numbers) => (numbers ? `${stop} (${numbers})` : stop);
/** @param {number} value */
const sign = (value) => (value > 0 ? "+" : value < 0 ? "−" : "0");
/** @param {number} seconds */
const took = (seconds) => (seconds < 0.01 ? "under 0.01 s" : `${Number(seconds.toPrecision(2))} s`);

/** A place in mid-sentence. @param {string} place */
const within = (place) => place.charAt(0).toLowerCase() + place.slice(1);

/** @type {Record<"above" | "at_least" | "at_most" | "below" | "crosses", (value: number) => string>} */
const against = {
  above: (value) => `is above ${number(value)}`,
  at_least: (value) => `is at least ${number(value)}`,
  at_most: (value) => `is at most ${number(value)}`,
  below: (value) => `is below ${number(value)}`,
  crosses: (value) => `crosses ${number(value)}`,
};
/** @type {(word: string) => (times: number) => string} */
const running = (word) => (times) => (times === 1 ? word : `${word} ${times} times running`);

export const stops = {
  title: "Stop when…",
  hint: "Play stops wherever one becomes true; ‹ and › look for it through the whole run, and beyond its end.",
  subject: "What",
  becomes: "becomes",
  value: "Value",
  times: "Times running",
  add: "Add",
  backTo: "Run back to where this was last true",
  none: "No stops yet.",
  /** @param {string} stop */
  next: (stop) => `Forward to where it comes true next: ${stop}`,
  /** @param {string} stop */
  previous: (stop) => `Back to where it came true last: ${stop}`,
  /** @param {string} stop */
  remove: (stop) => `Take away: ${stop}`,
  /** @param {number} places */
  found: (places) => (places === 0 ? "never" : places === 1 ? "once" : `${count(places)}×`),

  /** What is watched. */
  of: {
    /** @param {string} from @param {string} to */
    weight: (from, to) => `weight ${from} → ${to}`,
    /** @param {string} to */
    bias: (to) => `bias of ${to}`,
    z: "z",
    a: "activation",
    delta: "δ",
    /** @param {string} what @param {string} unit @param {string} rows */
    unit: (what, unit, rows) => `${what} of ${unit}, ${rows}`,
    mean: "mini-batch mean",
    /** @param {number} row from 1 */
    row: (row) => `sample ${row}`,
    /** @param {number} layer @param {boolean} last */
    gradient: (layer, last) => `gradient of ${last ? "the output" : `hidden ${layer}`}`,
    /** @param {string} rows */
    batchLoss: (rows) => `loss of the mini-batch, ${rows}`,
    train_loss: "train loss",
    test_loss: "test loss",
    train_accuracy: "train accuracy",
    test_accuracy: "test accuracy",
    /** @param {string} unit */
    silent: (unit) => `silence of ${unit}`,
    /** @param {string} unit */
    flat: (unit) => `saturation of ${unit}`,
    /** @param {"train" | "test"} half @param {number} row from 1 */
    prediction: (half, row) => `prediction of ${half} row ${row}`,
    epochs: "epochs",
    numbers: "all numbers",
  },

  /** What may become of it. */
  is: {
    ...against,
    changes_sign: "changes sign",
    changes: "changes",
    flips: "flips",
    notFinite: "are no longer finite",
    rises: running("rises"),
    falls: running("falls"),
    dies: "dies",
    revives: "revives",
    saturates: "saturates",
  },
  /** To be chosen, before the value. */
  choose: {
    above: "is above …",
    at_least: "reach …",
    below: "is below …",
    crosses: "crosses …",
    changes_sign: "changes sign",
    changes: "changes",
    flips: "flips",
    notFinite: "are no longer finite",
    rises: "rises … times running",
    falls: "falls … times running",
    dies: "dies",
    revives: "revives",
    saturates: "saturates",
    vanishes: "vanishes, below …",
    explodes: "explodes, above …",
  },
  /** @param {string} epoch */
  reached: (epoch) => `epoch ${epoch} is reached`,
  /** @param {string} what @param {string} becomes */
  stop: (what, becomes) => `${what} ${becomes}`,

  /** What made a number. */
  number: "Which number",
  madeBy: "Made by",
  summed: "mini-batch",
  /** @param {number} before */
  before_: (before) => `was ${number(before)}`,
  /** @param {number} change */
  change: (change) => `${change > 0 ? "▲" : "▼"} ${signed(change)}`,
  /** What all of it was made of. @type {Record<"w" | "b" | "a" | "delta", string>} */
  symbols: { w: "w", b: "b", a: "a", delta: "δ" },
  /** @param {number} rows */
  meanOf: (rows) => `mean of ${rows} rows`,
  /** @param {number} gradient @param {number} eta */
  withGradient: (gradient, eta) => `gradient ${number(gradient)}, learning rate ${number(eta)}`,
  setHere: "It was set here, by hand or as the run’s start.",
  ways: {
    changed: "last changed",
    largest: "largest so far",
    sign: "changed sign",
    dead: "became dead",
  },
  /** Said by hover: units are looked at where an epoch ends. */
  hints: {
    changed: "The last update up to here that made it another number",
    largest: "The largest change up to here",
    sign: "The last time up to here that its sign became another",
    dead: "The end of the epoch from which it answered 0 to every training row; looked at where an epoch ends",
    part: "The row of the mini-batch that gave most to it",
  },
  /** @param {number} rank from 0 */
  part: (rank) => (rank === 0 ? "largest part" : `part ${rank + 1} in size`),
  /** @param {number} row from 1 @param {number} rows */
  rowOf: (row, rows) => `row ${row} of ${rows}`,
  larger: "The row that gave more",
  smaller: "The row that gave less",
  thisStep: "this step",
  /** @param {number} epoch @param {number} batch from 1 */
  at: (epoch, batch) => `${epoch} · batch ${batch}`,
  /** @param {number} epoch */
  epoch: (epoch) => `epoch ${epoch}`,
  /** @param {number} epoch @param {number} batch from 1 @param {string} step */
  madeAt: (epoch, batch, step) => `epoch ${epoch} · batch ${batch} · ${step}`,
  start: "the start",
  /** @type {(before: number, now: number) => string} */
  signs: (before, now) => `${sign(before)} to ${sign(now)}`,
  while: "The run goes on: this is as it was last looked at.",
  waits: "The run goes on: what made it is looked for when it pauses.",
  never: "not up to here",
  unmade: "Nothing has made it yet.",
  /** @param {string} way */
  before: (way) => `Back to the one before: ${way}`,
  /** @param {string} way */
  after: (way) => `Forward to the next: ${way}`,
  course: "Its course over the run: a click travels there",
  /** How much was looked at. @param {number} updates @param {number} seconds */
  searched: (updates, seconds) =>
    `${count(updates)} ${updates === 1 ? "update" : "updates"} searched in ${took(seconds)}`,
  /** @param {string} place */
  far: (place) => `Searching at ${within(place)}`,
  /** What is selected, and what may be stopped at. */
  menu: "Stop when, and history",
  /** @param {string} stop */
  stopWhen: (stop) => `Stop when ${stop}`,
  /** @param {string} what */
  history: (what) => `History of ${what}`,
  /** Where it is looked for. */
  atEpochs: "Dead and saturated are looked at on all training rows, where an epoch ends.",

  /** The rows of the mini-batch. */
  rows: {
    title: "Which sample was it?",
    sample: "sample",
    row: "train row",
    loss: "loss",
    delta: "|δ| of output",
    /** @param {string} what */
    sort: (what) => `Largest ${what} first`,
    /** @param {number} sample from 1 */
    choose: (sample) => `Show sample ${sample}`,
    /** @param {number} some @param {number} all */
    first: (some, all) => `The first ${count(some)} of ${count(all)} rows.`,
    none: "The run ends before these rows have a loss.",
  },

  /** Why it stopped. */
  told: "Search and stops",
  /** @param {string} place @param {string} stop @param {string} numbers */
  stopped: (place, stop, numbers) => `Stopped at ${within(place)}: ${withNumbers(stop, numbers)}`,
  /** @param {string[]} values */
  chain: (values) => values.join(" → "),
  /** @param {number} value 0 … 1 */
  share: (value) => `${number(100 * value)} %`,
  /** @param {string} stop @param {number} steps */
  notFound: (stop, steps) => `Nowhere in ${count(steps)} steps: ${stop}`,
  /** @param {string} stop @param {string} tensor */
  ended: (stop, tensor) => `Not before ${tensor} is no longer finite: ${stop}`,
  either: " or ",
  /** @param {string} stop @param {string} place */
  searching: (stop, place) => `Searching at ${within(place)}: ${stop}`,
  cancel: "Cancel",
  dismiss: "Close",

  /** Beside the first mark of a stop. @param {string} stop @param {string} times */
  first: (stop, times) => `${stop} · ${times}`,

  /** Marks over the curves. */
  marks: "Stops on the way",
  /** @param {string} place @param {string} stop @param {string} numbers */
  mark: (place, stop, numbers) => `${place}: ${withNumbers(stop, numbers)}`,
};
