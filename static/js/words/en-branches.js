/** The words of branches: what they are called, where they part, and what is done with them. */

import { en } from "./en.js";
import { count } from "./numbers.js";

const { header } = en;

export const branches = {
  title: header.branches,
  ofThisRun: "of this run",
  main: "main",
  /** @param {string} rate */
  rate: (rate) => `rate ${rate}`,
  /** @param {number} edit from 1 */
  without: (edit) => `without edit ${edit}`,
  /** @param {number} epoch */
  from: (epoch) => `from epoch ${count(epoch)}`,
  /** @param {string} name @param {number} number from 2: of several that would be called the same */
  again: (name, number) => `${name} (${number})`,

  /** @param {number} first @param {number} last */
  epochs: (first, last) =>
    first === last ? `epoch ${count(first)}` : `epochs ${count(first)}–${count(last)}`,
  /** @param {string} name */
  chip: (name) => `Branch: ${name}`,
  /** @param {string} name */
  goTo: (name) => `Go to branch ${name}`,
  here: "You are on it",
  /** @param {string} name */
  rename: (name) => `Rename ${name}`,
  /** @param {string} name */
  newName: (name) => `New name of ${name}`,
  /** @param {string} name */
  remove: (name) => `Delete ${name}`,
  branch: "Branch from here",
  branchHint: "Begin a branch at this step: what was trained beyond it stays on the old one (B)",
  /** @param {string} name what leads up to it, and the name */
  deleted: (name) => ["Deleted branch ", name],
  undo: "Undo",

  inThePast: "You are in the past.",
  /** @param {string} name */
  startsBranch: (name) => ` A change here starts a branch; ${name} stays as it is.`,
  paused: "Paused",
  /** @param {number} epochs @param {number} steps where it is less than an epoch */
  back: (epochs, steps) =>
    epochs > 0
      ? `${count(epochs)} ${epochs === 1 ? "epoch" : "epochs"} back`
      : `${count(steps)} ${steps === 1 ? "step" : "steps"} back`,
  toTheEnd: "Go to the end",

  lines: "Other branches",
  /** @param {string} name @param {string} from @param {number} epoch */
  parts: (name, from, epoch) => `${name} parts from ${from} at epoch ${count(epoch)}: go to it`,
  /** @param {string} name @param {string} from @param {number} epoch */
  partsHere: (name, from, epoch) => `${name} parts from ${from} at epoch ${count(epoch)}: go there`,
};
