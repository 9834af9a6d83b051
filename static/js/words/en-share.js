/** The words of sharing, which come with its dialog, and of a page that shows less than all. */

import { en } from "./en.js";
import { count } from "./numbers.js";

const { rail, transport, header, panel, output } = en;

export const share = {
  title: "Share",
  close: "Close",
  joinClass: "Join a class",
  kind: "What is shared",
  kinds: { link: "Link", embed: "Embed" },
  start: "It starts",
  /** @param {number} step */
  starts: (step) => ({
    here: step ? `at this step (${count(step)})` : "at this step, the first",
    beginning: "at the beginning",
    playing: "playing from the beginning",
  }),
  theme: "Theme",
  themes: { system: "as the visitor's system", light: "light", dark: "dark" },
  size: "Size",
  /** @param {number} width @param {number} height */
  sized: (width, height) => `${width} × ${height}`,
  fullWidth: "as wide as the page",
  shown: "What is shown",
  is: { shown: "shown", locked: "locked", hidden: "hidden" },
  /** @param {string} name of a control */
  isOf: (name) => `${name}: shown, locked or hidden`,
  /** @param {number} hidden @param {number} locked */
  sum: (hidden, locked) =>
    [hidden && `${hidden} hidden`, locked && `${locked} locked`].filter(Boolean).join(", "),
  rule: "Hidden and locked are for a clear view, not for safety: whoever opens the address can change it, and all of the page is still there.",
  embedRule:
    "Each embedded page has a room to itself. Pages of another site may show this one where its server was started with --embed-from and that site.",
  result: { link: "Link", embed: "Code for the page" },
  copy: { link: "Copy link", embed: "Copy code" },
  copied: "Copied",
  inField: "Selected: copy it",
  keeping: "Bringing the table to the server…",
  notKept:
    "The table is too large for an address, and the server could not keep it: this link opens only here.",
  /** What the picture of the link is called. */
  code: "The link as a code to be scanned",
  onlyHere: "No code: only this machine reaches the server.",
  tooLong: "No code: the link is too long for one that a phone reads.",
  preview: "Preview",
  previewHint: "What is seen at the address, in a room of its own",
  /** @param {string} run */
  frameTitle: (run) => `propscope: ${run}`,

  whole: "propscope ↗",
  /** @param {string} host */
  wholeHint: (host) => `From ${host}: open all of it in a tab of its own`,
  locked: "Locked by the address of this page",
  lockedSaved: "Locked: this page was saved, and plays what it has",
  lockedShort: "locked",

  groups: {
    header: "Head",
    build: en.page.rail,
    output: en.page.output,
    panel: panel.title,
    transport: en.page.transport,
  },
  other: "Other parts",
  /** What each control is called, by its name in the address. */
  controls: {
    header: "Head of the page",
    run: header.run,
    undo: "Undo and redo",
    gallery: en.header.gallery,
    branches: en.header.branches,
    "my-runs": en.header.myRuns,
    class: "Room of a class",
    share: en.sharing.share,
    export: "Export",
    theme: "Theme",
    help: header.help,
    build: "All of it",
    data: `${rail.data}: all`,
    dataset: rail.dataSet,
    "own-table": "Own tables, points and curves",
    columns: rail.columns,
    split: rail.trainAndTest,
    noise: rail.noise,
    samples: rail.samples,
    batch: rail.batchSize,
    inputs: rail.inputs,
    network: `${rail.network}: all`,
    layers: rail.hiddenLayers,
    layer: "Each hidden layer",
    units: "Units of a layer",
    activation: "Activation of a layer",
    "output-activation": rail.outputActivation,
    loss: rail.loss,
    init: rail.initializer,
    seed: rail.seed,
    learning: `${rail.learning}: all`,
    optimizer: rail.optimizer,
    rate: rail.learningRate,
    schedule: "Learning-rate schedule",
    penalty: rail.penalty,
    "penalty-rate": rail.penaltyRate,
    more: rail.more,
    sweep: "Many runs, and two side by side",
    reset: rail.reset,
    output: "All of it",
    discretize: output.discretize,
    "test-data": output.showTests,
    "by-hand": "Weights set by hand",
    panel: "All of it",
    tabs: "Tabs",
    sample: panel.sample,
    history: panel.history,
    numbers: panel.scope,
    "rows-list": panel.which,
    yours: "Samples of one's own",
    transport: "All of it",
    buttons: transport.steps,
    first: transport.first,
    back: transport.back,
    play: transport.play,
    backwards: transport.backwards,
    step: transport.forward,
    last: transport.last,
    until: en.until.title,
    stops: "Stops of that",
    unit: transport.unit,
    speed: transport.speed,
    position: en.place.title,
    phases: transport.strip,
    chart: en.page.chart,
    text: "Hints and rules",
  },

  /** An address of TensorFlow Playground. */
  playground: {
    read: "Read from an address of TensorFlow Playground: the same data, features, network and training.",
    /** @param {readonly string[]} differences */
    differs: (differences) => `Different: ${differences.join("; ")}.`,
    draws: "points and first weights are drawn anew, as its own are",
    remainder: "rows left over at an epoch's end make a small mini-batch here",
    /** @param {string} name @param {string} value */
    bounded: (name, value) => `${name} ${value} is outside what is offered here`,
    /** @param {string} name @param {string} value */
    unread: (name, value) => `${name} ${value} cannot be read`,
  },
};
