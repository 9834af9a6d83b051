/** The words of exercise sheets, which come with their form. */

import { count } from "./numbers.js";

export const sheets = {
  title: "Exercise sheets",
  /** @param {string} run what is on screen */
  about: (run) =>
    `One mini-batch by hand, other numbers on every sheet, of the network on screen: ${run}. Each begins with weights and rows in tenths.`,
  close: "Close",
  pupils: "Sheets",
  level: "To be found",
  levels: {
    worked: "nothing: a worked example",
    delta: "each δ",
    slopes: "δ, slopes f′ and blame ∂ℓ/∂a",
    backward: "the backward pass and the update",
    everything: "everything",
  },
  rows: "Rows in the mini-batch",
  seed: "Seed",
  seedHint: "The same seed makes the same sheets again",
  url: "Page in the codes",
  urlHint: "Where a code on a sheet leads: to its very step",
  /** @param {string} host */
  onlyHere: (host) =>
    `${host} is known on this computer only: give the address by which others reach the page.`,
  noAddress: "an address that begins with http:// or https://",
  files: "Beside the sheets",
  key: "Answers, with tolerances",
  questions: "Questions for Moodle (XML)",
  noQuestions: "A worked example has no questions.",
  /** @param {number} blank @param {number} numbers */
  each: (blank, numbers) =>
    blank === 0
      ? `A sheet has ${count(numbers)} numbers, all of them worked.`
      : `A sheet has ${count(numbers)} numbers, ${count(blank)} of them to be found.`,
  looking: "Looking for numbers…",
  /** @param {number} pupils */
  making: (pupils) => `Making ${count(pupils)} ${pupils === 1 ? "sheet" : "sheets"}…`,
  made: "The zip is in your downloads: print sheets.html from any browser.",
  download: "Download .zip",
  failed: "The server did not make them. Try again.",
  /** @param {string} name @param {string} what what it should be, and what it was */
  refused: (name, what) => `${name} should be ${what}.`,
  /** What a refused field is called, by its path; numbers in it count from 1. @type {Record<string, (place: string) => string>} */
  fields: {
    pupils: () => "Sheets",
    rows: () => "Rows in the mini-batch",
    url: () => "The page in the codes",
    hidden: () => "The number of hidden layers",
    "hidden.*.units": (layer) => `Units of hidden layer ${layer}`,
    "hidden.*.activation": (layer) => `The activation of hidden layer ${layer}`,
    "hidden.*.frozen": (layer) => `“Frozen” of hidden layer ${layer}`,
    "hidden.*.dropout": (layer) => `Dropout of hidden layer ${layer}`,
    output_activation: () => "The output activation",
    inputs: () => "The number of inputs",
    data: () => "The number of outputs",
    "optimizer.kind": () => "The optimizer",
    "schedule.kind": () => "The learning-rate schedule",
    "regularization.rate": () => "The penalty's rate",
  },
};
