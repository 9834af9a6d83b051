/** What each input is a piece of, where the inputs are a picture: a pixel of an image, or a level of a sound. */

/** @import { Run } from "../state/types" */

/** @typedef {"image" | "sound"} Pictured a sound is pictured by its spectrogram: how loud each pitch is, at each time */

/** @param {Pick<Run, "image" | "said"> | null} run @returns {Pictured | null} null where the inputs are no picture */
export function picturedBy(run) {
  if (!run?.image) return null;
  return run.said?.way === "sound" ? "sound" : "image";
}
