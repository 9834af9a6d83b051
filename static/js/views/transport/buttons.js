/** First, back, play or pause either way, forward, last. */

/** @import { State, Unit, Until } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { back, forward, playBackward, playForward, toFirst, toLast } from "../../run/actions.js";
import { words } from "../../words/words.js";
import { repeatWhileHeld } from "./hold.js";

/**
 * @typedef {object} Acts what each button does
 * @property {() => unknown} first
 * @property {() => Promise<unknown> | null} back
 * @property {() => unknown} backwards
 * @property {() => unknown} play
 * @property {() => Promise<unknown> | null} forward
 * @property {() => unknown} last
 */

/**
 * @param {HTMLElement} root
 * @param {Acts} acts
 * @param {import("./hold.js").Hold} hold
 */
export function mountButtons(root, acts, hold) {
  const buttons = {
    first: button(words.transport.first, "first"),
    back: button(words.transport.back, "back"),
    backwards: button(words.transport.backwards, "backwards"),
    play: button(words.transport.play, "play"),
    forward: button(words.transport.forward, "forward"),
    last: button(words.transport.last, "last"),
  };
  buttons.backwards.classList.add("backwards");
  buttons.play.classList.add("primary", "play");
  root.prepend(...Object.values(buttons));
  buttons.first.addEventListener("click", acts.first);
  buttons.backwards.addEventListener("click", acts.backwards);
  buttons.play.addEventListener("click", acts.play);
  buttons.last.addEventListener("click", acts.last);
  const stops = [
    repeatWhileHeld(buttons.back, hold, acts.back),
    repeatWhileHeld(buttons.forward, hold, acts.forward),
  ];

  return {
    /**
     * @param {State} state
     * @param {Unit} unit
     * @param {Until} until
     */
    paint(state, unit, until) {
      enable(buttons.first, toFirst(state) !== null);
      enable(buttons.back, back(state, unit) !== null);
      enable(buttons.backwards, playBackward(state) !== null);
      enable(buttons.play, playForward(state, until) !== null);
      enable(buttons.forward, forward(state, unit) !== null);
      enable(buttons.last, toLast(state) !== null);
      const { playing, backward } = state.playback ?? {};
      paintPlay(buttons.play, playing && !backward ? "pause" : "play");
      paintPlay(buttons.backwards, playing && backward ? "pause" : "backwards");
    },
    dispose() {
      for (const stop of stops) stop();
    },
  };
}

/**
 * @param {string} name
 * @param {Parameters<typeof icon>[0]} sign
 */
function button(name, sign) {
  const attrs = { type: "button", "aria-label": name, title: name };
  return el("button", { class: "step-button", attrs }, icon(sign));
}

/**
 * Not `disabled`: who steps back to the start by keyboard keeps the focus there.
 * @param {HTMLButtonElement} button
 * @param {boolean} enabled
 */
function enable(button, enabled) {
  button.setAttribute("aria-disabled", String(!enabled));
}

/**
 * @param {HTMLButtonElement} button
 * @param {"play" | "backwards" | "pause"} does
 */
function paintPlay(button, does) {
  const name = words.transport[does];
  if (button.title === name) return;
  button.title = name;
  button.setAttribute("aria-label", name);
  button.replaceChildren(icon(does));
}
