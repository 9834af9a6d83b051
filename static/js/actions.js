/** What the buttons and keys ask for, given where the run stands; null where there is nothing to ask. */

/** @import { Command, State, Unit } from "./types" */

/** @typedef {Pick<State, "position" | "playback">} Standing */
/** @typedef {{ readonly epoch: number | null, readonly accuracy: number | null }} Until accuracy 0..1 */

/** @param {Standing} state @returns {Command | null} */
export function toFirst({ position }) {
  return position && position.index > 0 ? { type: "seek", index: 0 } : null;
}

/** @param {Standing} state @param {Unit} unit @returns {Command | null} */
export function back({ position }, unit) {
  return position && position.index > 0 ? { type: "step", count: -1, unit } : null;
}

/** @param {Standing} state @param {Unit} unit @returns {Command | null} */
export function forward(state, unit) {
  return isStuck(state) ? null : { type: "step", count: 1, unit };
}

/** @param {Standing} state @returns {Command | null} */
export function toLast(state) {
  const { position } = state;
  return position && position.index < recorded(state)
    ? { type: "seek", index: recorded(state) }
    : null;
}

/** @param {Standing} state @param {Until} until @returns {Command | null} */
export function playOrPause(state, until) {
  if (state.playback?.playing) return { type: "pause" };
  if (isStuck(state)) return null;
  return play(until);
}

/** @param {Until} until @returns {Command} also what tells a run that plays its new end */
export function play(until) {
  return { type: "play", until_epoch: until.epoch, until_accuracy: until.accuracy };
}

/**
 * The end of what is trained: a frame may be ahead of the letter that names it.
 * @param {Standing} state
 */
export function recorded({ position, playback }) {
  return Math.max(position?.index ?? 0, playback?.recorded ?? 0);
}

/**
 * Nothing runs, or the run has diverged and stands at its last finite step.
 * @param {Standing} state
 */
function isStuck(state) {
  const { position, playback } = state;
  if (!position || !playback) return true;
  return playback.diverged !== null && position.index >= recorded(state);
}
