/** The words of sweeps: a run tried many times over, and what the runs come to. */

import { count } from "./numbers.js";

export const sweep = {
  title: "Try many runs",
  close: "Close",
  vary: "What is tried",
  choices: { seeds: "20 seeds", rates: "Learning rates .001 … 3" },
  /** Before the value of one of its runs, for who hears it. */
  kinds: { seeds: "Seed", rates: "Rate" },
  /** What one of its runs is called. */
  names: {
    /** @param {number} value */
    seeds: (value) => `Seed ${value}`,
    /** @param {number} value */
    rates: (value) => `Rate ${value}`,
  },
  losses: { train: "training loss", test: "test loss" },
  /** @param {string} loss @param {number} epochs */
  of: (loss, epochs) =>
    `${loss} over ${epochs === 1 ? "1 epoch" : `${count(epochs)} epochs`}, set as here`,
  asking: "Asking the server …",
  /** @param {number} done @param {number} all */
  progress: (done, all) => `${done} of ${all} runs`,
  running: "The server computes …",
  stopped: "stopped",
  again: "Try again",
  stop: "Stop",
  /** What most runs come to. */
  median: "median",
  half: "half of them",
  all: "all",
  /** @param {string} low @param {string} high */
  between: (low, high) => `${low} – ${high}`,
  /** In place of a loss that is no number any more. */
  beyond: "none",
  /** @param {string} name @param {string} loss */
  best: (name, loss) => `lowest: ${name}, ${loss}`,
  noBest: "No run kept finite numbers",
  /** @param {number} epoch */
  diverged: (epoch) => `diverged in epoch ${epoch + 1}`,
  refused: "no memory",
  waiting: "to come",
  here: "set here",
  /** The large picture. */
  spread: "Median, middle half and all",
  byRate: "Loss at the end, by learning rate",
  epoch: "epoch",
  open: "Press one to open it as the run, at its end. The value that is set here has a frame.",
  openHint: "Open it as the run",
};
