/** What each message does to the state: pure, so that a replay of messages is a replay of the page. */

/** @import { Branches, Edited, Frame, HistoryLetter, HistoryPoint, HistoryRow, LayerTensors, Letter, OwnSample, Poll, Role, Run, RunHere, Selection, State, SweepEnded, SweepHere, Swept, Tensor } from "./types" */

import { runAt } from "./edited.js";

/** Tensors of the pass under way: a new mini-batch makes them unknown again. */
const OF_THE_PASS =
  /^(rows|a|y|z|undropped|mask|loss|penalty|d_a|slope|delta|grad_w|grad_b|eta|epochs|t|old_.*)$/;

/** What a run begins with of what was. */
const NO_PAST = { history: [], branches: null, branchLines: {} };

/** @type {State} */
export const INITIAL = {
  connection: "connecting",
  catalog: null,
  run: null,
  playback: null,
  ...NO_PAST,
  visited: null,
  position: null,
  recorded: 0,
  stepped: false,
  layers: [],
  room: "",
  place: "class",
  people: 0,
  crowd: null,
  leftOut: 0,
  classroom: null,
  role: null,
  apart: false,
  links: [],
  closed: null,
  ...noForks(),
  ...noPolls(),
  sweep: null,
  saved: null,
  failure: null,
  notice: null,
  selected: null,
  picked: null,
  traced: null,
  hoveredEdge: null,
  hoveredUnit: null,
  lit: null,
  sample: 0,
  scope: "sample",
  own: null,
  tab: "maths",
  output: 0,
  tests: true,
  discrete: false,
  until: { epoch: null, accuracy: null },
  stopPlaces: [],
  stopSought: null,
  beside: null,
  chartRange: null,
  frame: { embed: false, theme: null, hide: [], lock: [] },
  shut: [],
};

/**
 * @param {State} state
 * @param {Letter} letter
 * @returns {State}
 */
export function reduceLetter(state, letter) {
  switch (letter.type) {
    case "run":
      return state.run && sameNetwork(state.run, letter)
        ? { ...state, run: runAt(letter, state.position?.index ?? 0) }
        : { ...state, run: runAt(letter, 0), ...nothingSeen(state, letter), ...NO_PAST };
    case "edited":
      return { ...state, run: state.run && edited(state.run, letter, state.position?.index ?? 0) };
    case "playback":
      return { ...state, playback: letter, visited: letter.visited && toPoint(letter.visited) };
    case "history":
      return { ...state, history: joined(state.history, letter) };
    case "branches":
      return { ...state, branches: letter, branchLines: linesOf(letter, state.branchLines) };
    case "branch_line":
      return { ...state, branchLines: { ...state.branchLines, [letter.branch]: letter.points } };
    case "welcome":
      // A poll that goes on is told again; one that was put away meanwhile is not.
      return {
        ...state,
        ...noPolls(),
        leftOut: 0,
        sweep: state.sweep && broken(state.sweep),
        ...(letter.room === state.room ? {} : elsewhere(letter.room)),
      };
    case "slow_line":
      return { ...state, leftOut: letter.left_out };
    case "people":
      return { ...state, people: letter.count, crowd: letter };
    case "classroom":
      return { ...state, classroom: letter };
    case "admitted":
      return { ...state, role: letter.role, ...knownTo(letter.role, state) };
    case "links":
      return { ...state, links: letter.links };
    case "closed":
      return {
        ...state,
        classroom: null,
        role: null,
        apart: false,
        links: [],
        ...noForks(),
        ...noPolls(),
        closed: letter.code,
      };
    case "forks":
      return { ...state, forks: letter.forks };
    case "own_fork":
      return { ...state, ownFork: letter };
    case "fork_value":
      return { ...state, taken: letter.fork };
    case "pinned":
      return { ...state, pinned: letter.forks };
    case "challenge":
      return { ...state, challenge: letter };
    case "poll":
      return { ...state, poll: letter.poll, pollResults: stillOf(letter.poll, state) };
    case "poll_results":
      return { ...state, pollResults: letter };
    case "past_polls":
      return { ...state, pastPolls: letter.polls };
    case "sweep_begun":
      return {
        ...state,
        sweep: { begun: letter, runs: letter.values.map(() => null), ended: null },
      };
    case "swept":
    case "sweep_ended":
      return { ...state, sweep: state.sweep && further(state.sweep, letter) };
    case "error":
      return { ...state, failure: letter };
    default:
      return state;
  }
}

/**
 * Of branches that are gone, and of the one that is followed, there is no line beside the run's own.
 * @param {Branches} letter
 * @param {State["branchLines"]} lines
 */
function linesOf({ branches, current }, lines) {
  const others = branches.filter(({ id }) => id !== current && id in lines);
  return Object.fromEntries(others.map(({ id }) => [id, lines[id]]));
}

/** In another room another class may be held, or none: if one is, it is told next. @param {string} room */
function elsewhere(room) {
  const nothing = {
    crowd: null,
    classroom: null,
    role: null,
    links: [],
    closed: null,
    failure: null,
  };
  return { room, ...nothing, ...noForks(), ...noPolls() };
}

/** What is known of a class's forks before anything is told. */
function noForks() {
  return { forks: [], ownFork: null, taken: null, pinned: [], challenge: null };
}

/** What is known of a class's polls before anything is told. */
function noPolls() {
  return { poll: null, pollResults: null, pastPolls: [] };
}

/** Of another sweep than the last nothing is kept. @param {SweepHere} sweep @param {Swept | SweepEnded} letter @returns {SweepHere} */
function further(sweep, letter) {
  if (letter.sweep !== sweep.begun.sweep || sweep.ended) return sweep;
  if (letter.type === "sweep_ended") return { ...sweep, ended: letter };
  const runs = sweep.runs.map((run, number) => (number === letter.number ? letter : run));
  return { ...sweep, runs };
}

/** A sweep goes no further on another line. @param {SweepHere} sweep @returns {SweepHere} */
function broken(sweep) {
  return sweep.ended ? sweep : { ...sweep, ended: { stopped: true, bands: [] } };
}

/** Results are of one poll alone. @param {Poll | null} poll @param {State} state */
function stillOf(poll, { pollResults }) {
  return pollResults?.id === poll?.id ? pollResults : null;
}

/** Who does not drive knows what was answered when it is revealed, and nothing of polls before. @param {Role} role @param {State} state */
function knownTo(role, { poll, pollResults, pastPolls }) {
  if (role === "drive") return { pollResults, pastPolls };
  return { pollResults: poll?.revealed ? pollResults : null, pastPolls: [] };
}

/**
 * A server that has started again counts its runs from the first: the same number may be another network.
 * @param {Run} one
 * @param {Run} other
 */
export function sameNetwork(one, other) {
  const names = (/** @type {Run} */ { layers }) =>
    JSON.stringify(layers.map((layer) => layer.names));
  return one.id === other.id && names(one) === names(other);
}

/**
 * @param {State} state
 * @param {Frame} frame
 * @returns {State}
 */
export function reduceFrame(state, frame) {
  const { kind, index, epoch, batch, phase, layer, recorded } = frame;
  const position = { index, epoch, batch, phase, layer };
  const stepped = kind === "step" && state.position?.index === index - 1;
  const kept =
    kind === "keyframe" ? [] : phase === "input" ? state.layers.map(betweenPasses) : state.layers;
  return {
    ...state,
    run: state.run && runAt(state.run, index),
    position,
    stepped,
    recorded,
    layers: withTensors(kept, frame.tensors),
  };
}

/** @param {RunHere} run @param {Edited} letter @param {number} index */
function edited({ behind: _, began, ...run }, { edits, lessons }, index) {
  return runAt({ ...run, spec: began, edits, lessons }, index);
}

/** @param {State} state @param {Run} run */
function nothingSeen(state, run) {
  return {
    visited: null,
    position: null,
    recorded: 0,
    stepped: false,
    layers: [],
    hoveredEdge: null,
    hoveredUnit: null,
    lit: null,
    sample: 0,
    picked: null,
    traced: null,
    own: state.run && state.own && stillOwn(state.own, state.run, run),
    selected: state.run && state.selected && stillThere(state.selected, state.run, run),
  };
}

/**
 * A selection outlives a new run only where the same neuron exists, on the same data.
 * @param {Selection} selected
 * @param {Run} before
 * @param {Run} now
 */
function stillThere(selected, before, now) {
  const { layer, unit } = selected;
  const sameData = outputsOf(before) === outputsOf(now);
  const sameKind = kindOf(before, layer) === kindOf(now, layer);
  const sameName = before.layers[layer]?.names[unit] === now.layers[layer]?.names[unit];
  return sameData && sameKind && sameName ? selected : null;
}

/**
 * A sample of the visitor's own outlives a new run on data of the same kind, which has still to answer.
 * @param {OwnSample} own
 * @param {Run} before
 * @param {Run} now
 * @returns {OwnSample | null}
 */
function stillOwn(own, before, now) {
  const rows = (/** @type {Run} */ { spec, layers }) =>
    JSON.stringify([spec.data.kind, layers[0].names]);
  if (rows(before) !== rows(now)) return null;
  return { ...own, answer: null, layer: null, steppedAt: null };
}

/** @param {Run} run @param {number} layer */
function kindOf({ layers }, layer) {
  if (layer === 0) return "input";
  return layer === layers.length - 1 ? "output" : "hidden";
}

/** @param {Run} run */
function outputsOf({ layers }) {
  return JSON.stringify(layers[layers.length - 1].names);
}

/** What is known of a layer before a pass begins. @param {LayerTensors} layer @returns {LayerTensors} */
export function betweenPasses(layer) {
  return Object.fromEntries(Object.entries(layer).filter(([name]) => !OF_THE_PASS.test(name)));
}

/**
 * @param {readonly LayerTensors[]} layers
 * @param {Frame["tensors"]} tensors
 * @returns {LayerTensors[]}
 */
function withTensors(layers, tensors) {
  const next = layers.slice();
  /** @type {Set<number>} */
  const fresh = new Set();
  for (const { name, layer, tensor } of tensors) {
    if (!fresh.has(layer)) next[layer] = { ...next[layer] };
    fresh.add(layer);
    /** @type {Record<string, Tensor>} */ (next[layer])[name] = tensor;
  }
  return next;
}

/**
 * @param {readonly HistoryPoint[]} history
 * @param {HistoryLetter} letter
 * @returns {HistoryPoint[]}
 */
function joined(history, letter) {
  return [...history.slice(0, letter.keep), ...letter.points.map(toPoint)];
}

/** @param {HistoryRow} row @returns {HistoryPoint} */
export function toPoint([epoch, train_loss, test_loss, train_accuracy, test_accuracy, penalty]) {
  return { epoch, train_loss, test_loss, train_accuracy, test_accuracy, penalty };
}
