/** The words of the runs that the server keeps for this browser. */

import { count } from "./numbers.js";

/** @param {number} many @param {string} one */
const some = (many, one) => (many === 1 ? `1 ${one}` : `${count(many)} ${one}s`);

export const myRuns = {
  title: "My runs",
  close: "Close",
  /** @param {number} days @param {number} most */
  kept: (days, most) =>
    `Kept by the server for ${some(days, "day")} after they were used last, even where it is started anew. Only this browser sees them. Of more than ${count(most)} the one used longest ago goes, one that you named last.`,
  /** @param {number} minutes */
  notKept: (minutes) =>
    `This server keeps no runs: one that nobody looks at ends after ${some(minutes, "minute")}, and all end with the server. Whoever runs it can have them kept: --store FILE. A link or a recording takes a run along.`,
  none: "None yet: a run is kept as soon as you do something with it.",
  asking: "Asking the server …",
  noAnswer: "The server does not answer. Try again in a moment.",
  list: "Runs, the one used last first",
  here: "open here",
  /** @param {number} epoch */
  epoch: (epoch) => `epoch ${count(epoch)}`,
  /** @param {string} loss */
  loss: (loss) => `loss ${loss}`,
  /** In place of a name of a run from before there were any. */
  unnamed: "A run",
  now: "just now",
  /** @param {number} minutes */
  minutes: (minutes) => `${some(minutes, "minute")} ago`,
  /** @param {number} hours */
  hours: (hours) => `${some(hours, "hour")} ago`,
  /** @param {number} days */
  days: (days) => `${some(days, "day")} ago`,
  /** @param {string} name */
  open: (name) => `Open ${name}`,
  /** @param {string} name */
  rename: (name) => `Rename ${name}`,
  /** The label of the field. */
  newName: "New name",
  /** @param {string} name */
  copy: (name) => `Copy ${name}, and open the copy`,
  /** @param {string} name */
  copied: (name) => `Copy of ${name}`,
  /** @param {string} name */
  remove: (name) => `Delete ${name}`,
  isHere: "The run that is open here cannot be deleted: open another one first.",
  /** @param {string} name */
  removed: (name) => `${name} is deleted.`,
  undo: "Undo",
  inUse: "It is open in another window: close that first.",
  gone: "This run is not there any more.",
};
