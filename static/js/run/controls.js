/** Every control that an address can hide or lock, by name: where it stands, and what else does the same. */

/**
 * @typedef {object} Control
 * @property {string} at what it is on the page: a selector
 * @property {string} [of] the control that it is a part of
 * @property {string} [opener] what opens it where there is little room: it goes with it, and is never locked
 * @property {boolean} [only] whether it is nothing but its parts, and goes when they are gone
 * @property {readonly string[]} [deeds] what keys, a drop or a hand do in its place
 * @property {string} [gone] what else is laid out otherwise without it, as declarations of the root
 * @property {boolean} [text] whether there is nothing to be locked in it
 * @property {boolean} [aside] whether it goes with the whole that it is of, which does not wait for it to go
 * @property {boolean} [free] whether it stays free in what is locked that it is no part of
 */

/** @param {string} path of the specification @param {string} of */
const field = (path, of) => ({ at: `.field:has(> label[for="field-${path}"])`, of });
/** @param {string} name */
const section = (name) => ({
  at: `.rail-section[aria-labelledby="rail-${name}"]`,
  of: "build",
  only: true,
});
/** @param {string} drawing @param {string[]} deeds */
const stepButton = (drawing, ...deeds) => ({
  at: `.step-button:has([data-icon="${drawing}"])`,
  of: "buttons",
  deeds,
});

/** @type {Readonly<Record<string, Control>>} */
export const CONTROLS = Object.freeze({
  header: { at: "#header", gone: "--header-height: 0px" },
  run: { at: ".header-run", of: "header", text: true },
  branches: {
    at: ".branches, .branch-rail, .branch-forks, .past-strip, .edit-without",
    of: "header",
    deeds: ["branch"],
  },
  undo: {
    at: '.header > .icon:has([data-icon="undo"], [data-icon="redo"])',
    of: "header",
    deeds: ["undo", "redo"],
  },
  gallery: { at: ".to-gallery", of: "header" },
  "my-runs": { at: ".to-my-runs", of: "header" },
  class: { at: ".header-room, .header-ask", of: "header" },
  share: { at: ".header-share", of: "header" },
  export: { at: ".take-home", of: "header" },
  theme: { at: ".header .theme, .rail-foot > .theme", of: "header", free: true },
  help: { at: ".header .help", of: "header", deeds: ["help"] },

  build: {
    at: "#rail",
    opener: '.drawer-opener[aria-controls="rail"]',
    gone: "--rail-width: 0px",
    only: true,
  },
  data: section("data"),
  dataset: { at: ".thumbnails, .data-caption", of: "data" },
  "own-table": { at: ".own-data", of: "data", deeds: ["own-table"] },
  columns: field("data-standardize", "data"),
  split: field("data-train_fraction", "data"),
  noise: field("data-noise", "data"),
  samples: field("data-samples", "data"),
  batch: field("batch_size", "data"),
  inputs: { ...section("inputs"), only: false },
  network: section("network"),
  layers: { at: ".rail-section .field:has(> .stepper), .layer-remove", of: "network" },
  layer: { at: ".layer-rows", of: "network", only: true },
  units: { at: ".layer-row .stepper", of: "layer" },
  activation: { at: '.layer-row .field:has([for$="-activation"])', of: "layer" },
  "output-activation": field("output_activation", "network"),
  loss: field("loss", "network"),
  init: field("initializer", "network"),
  seed: field("seed", "network"),
  learning: section("learning"),
  optimizer: field("optimizer-kind", "learning"),
  rate: field("optimizer-learning_rate", "learning"),
  schedule: {
    at: '.field:has(> label[for^="field-schedule-"]), [aria-labelledby="rail-learning"] > .small-print',
    of: "learning",
  },
  penalty: field("regularization-kind", "learning"),
  "penalty-rate": field("regularization-rate", "learning"),
  more: { at: ".rail-more", of: "learning" },
  sweep: { at: ".to-sweep", of: "build", aside: true, deeds: ["swap"] },
  reset: { at: ".rail-foot > .rail-reset", of: "build" },

  output: { at: "#output" },
  discretize: { at: '[data-control="discretize"]', of: "output" },
  "test-data": { at: '[data-control="test-data"]', of: "output" },
  "by-hand": { at: "#panel .by-hand, .by-hand-handle", deeds: ["by-hand"] },

  panel: {
    at: "#panel",
    opener: '.drawer-opener[aria-controls="panel"]',
    gone: "--panel-width: 0px",
  },
  tabs: { at: ".panel-tabs", of: "panel" },
  history: { at: "#panel-history-tab", of: "tabs", deeds: ["history"] },
  sample: { at: ".sample-chooser", of: "panel" },
  numbers: { at: ".panel-scope-bar", of: "panel" },
  "rows-list": { at: ".which-sample", of: "numbers" },
  yours: { at: ".panel-scope-bar > .panel-scope > :last-child", of: "numbers", deeds: ["yours"] },

  transport: { at: "#transport", only: true },
  buttons: { at: ".transport > .steps", of: "transport", only: true },
  first: stepButton("first", "first"),
  back: stepButton("back", "back", "back a mini-batch", "back an epoch"),
  play: { ...stepButton("play", "play"), at: ".step-button.play" },
  backwards: { ...stepButton("backwards", "play backwards"), at: ".step-button.backwards" },
  step: stepButton("forward", "forward", "forward a mini-batch", "forward an epoch"),
  last: stepButton("last", "last"),
  until: { at: ".until", of: "buttons" },
  stops: { at: ".until .stops", of: "until", deeds: ["next-stop", "previous-stop"] },
  unit: { at: ".transport > .units", of: "transport" },
  speed: { at: ".transport > .speed", of: "transport" },
  position: { at: ".transport > .place", of: "transport", text: true },
  phases: { at: ".transport > .phases", of: "transport" },

  chart: { at: "#chart", gone: "--chart-height: 0px" },
  text: { at: ".rail-rule, .rail-lessons, .lessons, .chart-empty", text: true },
});

/** @typedef {{ readonly hide: readonly string[], readonly lock: readonly string[] }} Wish */

/**
 * Which controls are gone, a whole with all of its parts; of names that are none nothing is.
 * @param {readonly string[]} hide
 * @returns {string[]}
 */
export function goneBy(hide) {
  const gone = new Set(hide.filter(isControl));
  for (const name of Object.keys(CONTROLS)) if (isUnder(name, gone)) gone.add(name);
  // From the parts up: a section all of whose parts are gone, then the rail all of whose sections are.
  for (const name of Object.keys(CONTROLS).reverse())
    if (CONTROLS[name].only && isHollow(name, gone)) gone.add(name);
  return [...gone];
}

/**
 * Which controls are there and do nothing.
 * @param {Wish} wish
 * @returns {string[]}
 */
export function lockedBy({ hide, lock }) {
  const gone = new Set(goneBy(hide));
  const locked = new Set(lock.filter(isControl));
  return Object.keys(CONTROLS).filter(
    (name) =>
      !gone.has(name) && !CONTROLS[name].text && (locked.has(name) || isUnder(name, locked)),
  );
}

/**
 * Selectors of what is there and does nothing, and of what stays free within it.
 * @param {Wish} wish
 */
export function lockedAt(wish) {
  const names = lockedBy(wish);
  const free = Object.keys(CONTROLS).filter((name) => CONTROLS[name].free && !names.includes(name));
  const at = (/** @type {string} */ name) => CONTROLS[name].at;
  return { locked: names.map(at), free: free.map(at) };
}

/**
 * What cannot be done in another way either. Who hides the page's head does not mean what its buttons do.
 * @param {Wish} wish
 */
export function shutBy(wish) {
  const named = [...wish.hide, ...wish.lock];
  return [...goneBy(wish.hide), ...lockedBy(wish)]
    .filter((name) => CONTROLS[name].of !== "header" || named.includes(name))
    .flatMap((name) => CONTROLS[name].deeds ?? []);
}

/** The style that takes away what is gone. @param {readonly string[]} hide */
export function styleWithout(hide) {
  return goneBy(hide)
    .map((name) => {
      const { at, opener, gone } = CONTROLS[name];
      const root = gone ? `:root { ${gone} !important; }\n` : "";
      return `:is(${[at, opener].filter(Boolean)}) { display: none !important; }\n${root}`;
    })
    .join("");
}

/** @param {string} name */
export function partsOf(name) {
  return Object.keys(CONTROLS).filter((part) => CONTROLS[part].of === name);
}

/** @param {string} name @param {ReadonlySet<string>} those */
function isUnder(name, those) {
  for (let whole = CONTROLS[name].of; whole; whole = CONTROLS[whole].of)
    if (those.has(whole)) return true;
  return false;
}

/** Whether nothing is left in a whole that it is there for. @param {string} name @param {ReadonlySet<string>} gone */
function isHollow(name, gone) {
  return partsOf(name).every((part) => gone.has(part) || CONTROLS[part].aside);
}

/** @param {string} name */
function isControl(name) {
  return Object.hasOwn(CONTROLS, name);
}
