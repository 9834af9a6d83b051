/** What the buttons and keys ask for, given where the run stands; null where there is nothing to ask. */

/** @import { Command, HistoryPoint, State, Unit, Until } from "../state/types" */

import { epochsAt } from "./positions.js";

/** @typedef {Pick<State, "position" | "recorded" | "playback" | "connection">} Standing */
/** @typedef {Pick<State, "run" | "history">} Past */

/** @param {Standing} state @returns {Command | null} */
export function toFirst(state) {
  return isPastStart(state) ? { type: "seek", index: 0 } : null;
}

/** @param {Standing} state @param {Unit} unit @returns {Command | null} */
export function back(state, unit) {
  return isPastStart(state) ? { type: "step", count: -1, unit } : null;
}

/** @param {Standing} state @param {Unit} unit @returns {Command | null} */
export function forward(state, unit) {
  return isStuck(state) ? null : { type: "step", count: 1, unit };
}

/** @param {Standing} state @returns {Command | null} */
export function toLast(state) {
  const { position, recorded } = state;
  if (!position || !isReached(state)) return null;
  return position.index < recorded ? { type: "seek", index: recorded } : null;
}

/** Where one of the run's stops came true last, or does next. @param {Standing} state @param {boolean} backward @returns {Command | null} */
export function toStop(state, backward) {
  const { stops } = state.playback ?? {};
  if (!stops?.length || !isReached(state)) return null;
  return { type: "search", conditions: stops, backward, holds: false };
}

/** @param {Standing} state @returns {Command | null} */
export function undo(state) {
  return isReached(state) && state.playback?.can_undo ? { type: "undo" } : null;
}

/** @param {Standing} state @returns {Command | null} */
export function redo(state) {
  return isReached(state) && state.playback?.can_redo ? { type: "redo" } : null;
}

/**
 * Pause, whichever way it plays, or play on.
 * @param {Standing & Partial<Past>} state @param {Until} until @returns {Command | null}
 */
export function playOrPause(state, until) {
  if (isReached(state) && state.playback?.playing) return { type: "pause" };
  if (isStuck(state)) return null;
  return play(ahead(state, until));
}

/** Play on, or pause where it plays that way. @param {Standing & Partial<Past>} state @param {Until} until @returns {Command | null} */
export function playForward(state, until) {
  const { playback } = state;
  const turns = isReached(state) && playback?.playing && playback.backward;
  return turns ? play(ahead(state, until)) : playOrPause(state, until);
}

/** Play towards the start, or pause where it plays that way. @param {Standing} state @returns {Command | null} */
export function playBackward(state) {
  const { playback } = state;
  if (isReached(state) && playback?.playing && playback.backward) return { type: "pause" };
  const canGo = isPastStart(state) || (isReached(state) && playback?.loop);
  return canGo ? { type: "play", backward: true } : null;
}

/**
 * What is still to be met: a goal that is met has done its work, and would only forbid to play on.
 * @param {Pick<Standing, "position"> & Partial<Past>} state
 * @param {Until} until
 * @returns {Until}
 */
function ahead({ position, run, history }, { epoch, accuracy }) {
  if (!position || !run) return { epoch, accuracy };
  const epochs = epochsAt(position.index, run);
  const point = history?.find(({ epoch }) => epoch === epochs);
  return {
    epoch: epoch !== null && epochs >= epoch ? null : epoch,
    accuracy: accuracy !== null && point && reaches(point, accuracy) ? null : accuracy,
  };
}

/** @param {HistoryPoint} point @param {number} accuracy */
function reaches({ train_accuracy, test_accuracy }, accuracy) {
  const halves = [train_accuracy, test_accuracy].filter((half) => half !== null);
  return halves.length > 0 && Math.min(...halves) >= accuracy;
}

/** @param {Until} until @returns {Command} also what tells a run that plays its new end */
export function play(until) {
  return { type: "play", until_epoch: until.epoch, until_accuracy: until.accuracy };
}

/** A page that is on its way elsewhere, or has lost its line, would ask nobody. @param {Standing} state */
function isReached({ connection }) {
  return connection === "open";
}

/** @param {Standing} state */
function isPastStart(state) {
  return isReached(state) && state.position !== null && state.position.index > 0;
}

/**
 * Nothing runs, or the run has diverged and stands at its last finite step.
 * @param {Standing} state
 */
function isStuck(state) {
  const { position, recorded, playback } = state;
  if (!position || !playback || !isReached(state)) return true;
  return playback.diverged !== null && position.index >= recorded;
}
