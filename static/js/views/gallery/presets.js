/** The gallery's runs as the server tells them, and how each is opened. */

/** @import { Command, PresetInfo, Send, State, Store } from "../../state/types" */

import { atHome } from "../../line/home.js";
import { toHash } from "../../run/link.js";
import { stepAt } from "../../run/positions.js";
import { isOneSOwn } from "../../state/whose.js";

/** @type {Promise<PresetInfo[]> | null} */
let coming = null;

/** All of them; asked for once, and again when they did not come. */
export function presets() {
  coming ??= fetch(atHome("gallery.json"))
    .then((answer) => answer.json())
    .catch((error) => {
      coming = null;
      throw error;
    });
  return coming;
}

/**
 * Open one. Alone it is opened as a link is, so that Back leads to the run before; in company for all who are here.
 * @param {PresetInfo} preset
 * @param {Store} store
 * @param {Send} send
 */
export async function open(preset, store, send) {
  const hash = `${toHash(preset.spec, 0)}&neuron=${preset.layer}.${preset.unit + 1}`;
  const opened = arrival(preset, store);
  if (isOneSOwn(store.get()) && location.hash !== hash) location.hash = hash;
  else await send({ type: "restore", spec: /** @type {any} */ (preset.spec), edits: [], index: 0 });
  await opened;
}

/** Look at its neuron once its run has come; a run begun meanwhile by somebody else ends the wait. @param {PresetInfo} preset @param {Store} store */
function arrival({ digest, layer, unit }, store) {
  const before = store.get().run;
  return new Promise((resolve) => {
    /** @param {State} state */
    const look = ({ run, position }) => {
      if (!run || !position || (run === before && run.digest !== digest)) return;
      stop();
      if (run.digest === digest) store.set({ selected: { layer, unit } });
      resolve(undefined);
    };
    const stop = store.subscribe(look);
    look(store.get());
  });
}

/** About so long what is to be played first takes, in seconds, if the server keeps up. */
const FIRST_S = 6;
const SLOWEST = 2;

/**
 * What is to be done first, from where the run stands; where it is done already, once more.
 * @param {PresetInfo} preset
 * @param {Pick<State, "run" | "position" | "recorded">} state
 * @returns {Command[]}
 */
export function firstOf({ epochs, steps }, { run, position, recorded }) {
  const index = position?.index ?? 0;
  if (epochs !== null) {
    const all = run ? stepAt(epochs, run) : epochs;
    const again = index >= all;
    return [
      ...(again ? [/** @type {const} */ ({ type: "seek", index: 0 })] : []),
      { type: "set_speed", speed: Math.max(SLOWEST, Math.round(epochs / FIRST_S)), unit: "epoch" },
      { type: "play", until_epoch: epochs },
    ];
  }
  const wanted = steps ?? 0;
  if (wanted <= recorded) return [{ type: "seek", index: wanted }];
  return [{ type: "step", count: wanted - index, unit: "propagation" }];
}
