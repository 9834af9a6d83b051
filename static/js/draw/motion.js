/** When everything on the stage moves: pure timing, from 0 at the press to 1 when the step is drawn. */

/** @import { Playback } from "../state/types" */

import { tooFastTo } from "../state/pace.js";

export const NORMAL = 600;
const NORMAL_SPEED = 1;
const SLOW = 0.5;
const SLOWEST_FACTOR = 4;
const SHARE_OF_BEAT = 0.9;

/** Beats as [start, end] of the whole. */
const TRAVEL = /** @type {const} */ ([0, 0.62]);
const SECOND_BEAT = /** @type {const} */ ([0.68, 1]);
/** Of the time for travelling, how much the last packet starts after the first. */
const STAGGER = 0.45;

/**
 * How long a step is drawn, in milliseconds; 0 is no tween.
 * @param {Pick<Playback, "playing" | "speed" | "unit"> | null} playback
 * @param {boolean} reduced the visitor asks for no motion
 */
export function duration(playback, reduced) {
  if (reduced) return 0;
  if (tooFastTo("follow", playback)) return 0;
  const speed = playback?.unit === "propagation" ? (playback.speed ?? NORMAL_SPEED) : NORMAL_SPEED;
  const length = NORMAL * slowness(speed);
  return playback?.playing ? Math.min(length, (SHARE_OF_BEAT * 1000) / speed) : length;
}

/** @param {number} p progress 0..1 @param {number} from @param {number} to */
export function within(p, from, to) {
  return Math.min(1, Math.max(0, (p - from) / (to - from)));
}

/** Slow at both ends. @param {number} t 0..1 */
export function ease(t) {
  return t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2;
}

/**
 * When packet `index` of `count` is on its way, as [leaves, arrives].
 * @param {number} index
 * @param {number} count
 * @returns {[number, number]}
 */
export function flight(index, count) {
  const [start, end] = TRAVEL;
  const late = count > 1 ? (STAGGER * index) / (count - 1) : 0;
  const length = (end - start) * (1 - STAGGER);
  const leaves = start + (end - start) * late;
  return [leaves, leaves + length];
}

/**
 * How far packet `index` of `count` has come: 0 not left, 1 arrived.
 * @param {number} p
 * @param {number} index
 * @param {number} count
 */
export function travelled(p, index, count) {
  const [leaves, arrives] = flight(index, count);
  return ease(within(p, leaves, arrives));
}

/**
 * What has added up so far: the start and every term whose packet has arrived.
 * @param {number} start
 * @param {readonly number[]} terms
 * @param {number} p
 */
export function arrivedSum(start, terms, p) {
  return terms.reduce(
    (sum, term, index) => (p >= flight(index, terms.length)[1] ? sum + term : sum),
    start,
  );
}

/** When the first of `count` packets arrives. @param {number} count */
export function firstArrival(count) {
  return flight(0, count)[1];
}

/**
 * Progress of the second beat (the activation, or the slope), 0..1.
 * @param {number} p
 */
export function secondBeat(p) {
  return within(p, ...SECOND_BEAT);
}

/** Slower than a step in two seconds, the drawing takes its time too. @param {number} speed */
function slowness(speed) {
  return Math.min(SLOWEST_FACTOR, Math.max(1, (SLOW / speed) ** 2));
}
