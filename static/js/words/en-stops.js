/** The words of stops: what is watched, what may become of it, and why the run stopped. */

import { count, number } from "./numbers.js";

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
  title: "Stops",
  hint: "Play stops wherever one becomes true; ◀ and ▶ look for it through the whole run, and beyond its end.",
  subject: "What",
  becomes: "becomes",
  value: "Value",
  times: "Times running",
  add: "Add stop",
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
  /** @param {string} what @param {string} becomes */
  stop: (what, becomes) => `${what} ${becomes}`,

  /** What made a number. */
  trace: "What made this number?",
  madeBy: "made by",
  ways: {
    changed: "last changed",
    largest: "largest so far",
    sign: "changed sign",
    dead: "became dead",
  },
  never: "not up to here",
  unmade: "Nothing has made it yet.",
  /** @param {string} place @param {string} step */
  moment: (place, step) => `${place} · ${step}`,
  /** @param {number | null} before @param {number} now */
  was: (before, now) => (before === null ? number(now) : `${number(before)} → ${number(now)}`),
  /** @param {string} way */
  before: (way) => `Back to the one before: ${way}`,
  /** @param {string} way */
  after: (way) => `Forward to the next: ${way}`,
  course: "Its course over the run",

  /** Why it stopped. */
  told: "Search and stops",
  /** @param {string} place @param {string} stop @param {string} numbers */
  stopped: (place, stop, numbers) => `Stopped at ${place}: ${stop} (${numbers})`,
  /** @param {number[]} values */
  numbers: (values) => values.map(number).join(" → "),
  /** @param {string} stop @param {number} steps */
  notFound: (stop, steps) => `Nowhere in ${count(steps)} steps: ${stop}`,
  /** @param {string} stop @param {string} tensor */
  ended: (stop, tensor) => `Not before ${tensor} is no longer finite: ${stop}`,
  either: " or ",
  /** @param {string} stop @param {string} place */
  searching: (stop, place) => `Searching at ${place}: ${stop}`,
  cancel: "Cancel",
  dismiss: "Close",

  /** Marks over the curves. */
  marks: "Stops on the way",
  /** @param {string} place @param {string} stop @param {string} numbers */
  mark: (place, stop, numbers) => `${place}: ${stop} (${numbers})`,
};
