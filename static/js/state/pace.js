/** What nobody can take in of a run that plays this fast: one answer for stage, panel and voice. */

/** @import { Playback } from "./types" */

/** Up to how many steps a second it can be done, and whether of larger units than a propagation too. */
const LIMITS = {
  hear: { most: 2, ofAnyUnit: false },
  /** Above it there is no tween: pictures are only exchanged, with nothing in them about single steps. */
  follow: { most: 8, ofAnyUnit: false },
  read: { most: 8, ofAnyUnit: true },
};

/**
 * @param {keyof typeof LIMITS} deed
 * @param {Pick<Playback, "playing" | "speed" | "unit"> | null} playback
 */
export function tooFastTo(deed, playback) {
  if (!playback?.playing) return false;
  const { most, ofAnyUnit } = LIMITS[deed];
  const isLarger = playback.unit !== "propagation";
  return (isLarger && !ofAnyUnit) || (playback.speed ?? Number.POSITIVE_INFINITY) > most;
}
