/** What is said where the run stands in its past: how far back, the way to the end, and what a change does. */

/** @import { Send, State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { toLast } from "../../run/actions.js";
import { epochsAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { branches } from "../../words/en-branches.js";
import { spoken } from "../../words/words.js";

const words = spoken(branches);

/** @param {() => State} now @param {Send} send */
export function makePast(now, send) {
  const far = el("span", { class: "past-far" });
  const pill = el(
    "p",
    { class: "past-pill", attrs: { hidden: true } },
    el("span", { class: "past-bars", attrs: { "aria-hidden": "true" } }),
    el("strong", { text: words.paused }),
    far,
    el("button", {
      text: words.toTheEnd,
      attrs: { type: "button" },
      on: {
        click() {
          const command = toLast(now());
          if (command) void send(command);
        },
      },
    }),
  );
  const said = el("span");
  const strip = el(
    "p",
    { class: "past-strip", attrs: { hidden: true } },
    el("strong", { text: words.inThePast }),
    said,
  );

  return {
    pill,
    strip,
    /** @param {State} state @param {string} name of the branch that is followed */
    paint(state, name) {
      const { run, position, recorded, playback } = state;
      const isBack = run !== null && position !== null && position.index < recorded;
      const isTold = isBack && !watches(state);
      strip.hidden = !isTold;
      pill.hidden = !isTold || !playback || playback.playing || playback.busy;
      if (!isTold) return;
      put(said, words.startsBranch(name));
      const epochs = Math.floor(epochsAt(recorded, run) - epochsAt(position.index, run));
      put(far, words.back(epochs, recorded - position.index));
    },
  };
}
