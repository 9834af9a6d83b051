/** The step on screen in a line: its phase, its layer, and where it is in the run. */

/** @import { State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { whereabouts } from "../../run/positions.js";
import { tooFastTo } from "../../state/pace.js";
import { words } from "../../words/words.js";
import { layerName } from "../stage/names.js";

export function makeStep() {
  const phase = el("span");
  const layer = el("strong");
  const place = el("span", { class: "present-place" });
  return {
    root: el("p", { class: "present-step" }, phase, layer, place),
    /** @param {State} state */
    paint(state) {
      const step = stepOf(state);
      phase.className = `phase-word ${step.phase}`;
      phase.hidden = !step.word;
      put(phase, step.word);
      put(layer, step.layer);
      put(place, step.place);
    },
  };
}

/** Of steps that go by too fast only how far training has come. @param {State} state */
function stepOf({ run, position, playback }) {
  if (!run || !position) return { phase: "", word: "", layer: "", place: "" };
  const [epoch, inside] = whereabouts(position, run);
  if (tooFastTo("follow", playback))
    return { phase: "", word: words.panel.playing, layer: "", place: epoch };
  const { phase, layer } = position;
  const isOfLayer = phase !== "start" && phase !== "input" && phase !== "loss";
  return {
    phase,
    word: words.panel.phases[phase],
    layer: isOfLayer ? layerName(run, layer) : "",
    place: `${epoch} · ${inside}`,
  };
}
