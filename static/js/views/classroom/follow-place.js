/** Where the class's run stands, in a line: the step's phase and layer, the epoch, the step of the mini-batch. */

/** @import { Run, State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { tell } from "../../draw/told.js";
import { placeInBatch } from "../../run/positions.js";
import { words } from "../../words/words.js";

export function makePlace() {
  const phase = el("span", { class: "phase-word" });
  const layer = el("strong", { class: "class-layer" });
  const at = el("span", { class: "class-at" });
  // Its words change with every step; the live region says them, so this one does not.
  const attrs = {
    role: "status",
    "aria-label": words.place.title,
    "aria-live": "off",
    hidden: true,
  };
  const root = el("p", { class: "class-place", attrs }, phase, layer, at);
  return {
    root,
    /** @param {State} state @param {boolean} led */
    paint({ position, run, playback }, led) {
      root.hidden = !led || !position || !run;
      if (!position || !run) return;
      tell(root, { run, position });
      const { index, epoch, phase: name } = position;
      phase.className = `phase-word ${name}`;
      phase.hidden = name === "start";
      put(phase, words.panel.phases[name]);
      put(layer, name === "start" ? "" : layerName(position.layer, run));
      const step = `${placeInBatch(index, run.steps_per_batch) + 1}/${run.steps_per_batch}`;
      const where = index === 0 ? words.place.notStarted : step;
      put(
        at,
        `${words.place.epoch(epoch)} · ${playback?.playing ? words.panel.playing.toLowerCase() : where}`,
      );
    },
  };
}

/** @param {number} layer @param {Run} run */
function layerName(layer, { layers }) {
  if (layer === 0) return words.stage.input;
  return layer === layers.length - 1 ? words.stage.output : words.stage.hidden(layer);
}
