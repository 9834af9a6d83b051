/** The phase strip: the inside of one mini-batch, each step a button that goes there. */

/** @import { Run, State, Store } from "../state/types" */
/** @import { Step } from "../run/positions.js" */

import { el } from "../draw/dom.js";
import { paced } from "../draw/paced.js";
import { jumpTo, placeInBatch, schedule, stepLetters, stepName } from "../run/positions.js";
import { tooFastTo } from "../state/pace.js";

/** More steps than this stand in two rows: five layers and up. */
const LONGEST_ROW = 14;

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {(command: import("../state/types").Command) => unknown} send
 * @returns {() => void}
 */
export function mountPhases(root, store, send) {
  /** @type {HTMLButtonElement[]} */
  let chips = [];

  /** @param {Run | null} run */
  function rebuild(run) {
    const steps = run ? schedule(run.layers.length - 1) : [];
    chips = steps.map((step, place) => chip(step, () => go(place)));
    root.replaceChildren(...chips);
    root.dataset.rows = steps.length > LONGEST_ROW ? "2" : "1";
    root.style.setProperty("--steps", String(steps.length));
    // The word "loss" takes two columns.
    root.style.setProperty("--columns", String(Math.ceil((steps.length + 1) / 2)));
  }

  /** @param {number} place */
  function go(place) {
    const { position, recorded, run } = store.get();
    if (!position || !run) return;
    const stepsPerBatch = run.steps_per_batch;
    const command = jumpTo(place, { index: position.index, recorded, stepsPerBatch });
    if (command) send(command);
  }

  /** @param {State} state */
  function paint({ position, run }) {
    const current = position && run ? placeInBatch(position.index, run.steps_per_batch) : -1;
    for (const [place, button] of chips.entries()) {
      const time = place < current ? "done" : place === current ? "current" : "ahead";
      if (button.dataset.time === time) continue;
      button.dataset.time = time;
      if (time === "current") button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
      if (time === "current") keepInSight(root, button);
    }
    for (const button of chips) button.disabled = !position;
  }

  rebuild(store.get().run);
  paint(store.get());
  const soon = paced(
    () => paint(store.get()),
    () => true,
  );
  const unsubscribe = store.subscribe((state, previous) => {
    if (shape(state.run) !== shape(previous.run)) rebuild(state.run);
    const isOther = state.playback !== previous.playback || state.run !== previous.run;
    if (!isOther && state.position === previous.position) return;
    if (tooFastTo("read", state.playback) && !isOther) return soon.ask();
    soon.stop();
    paint(state);
  });
  return () => {
    unsubscribe();
    soon.stop();
  };
}

/**
 * @param {Step} step
 * @param {() => void} go
 */
function chip(step, go) {
  const name = stepName(step);
  const letters = stepLetters(step);
  // Who says what stands on a button means that button.
  const said = step.phase === "loss" ? name : `${letters}: ${name}`;
  return el("button", {
    class: "phase-step",
    text: letters,
    attrs: { type: "button", "aria-label": said, title: name, "data-phase": step.phase },
    on: { click: go },
  });
}

/** @param {Run | null} run */
function shape(run) {
  return run?.layers.length ?? 0;
}

/**
 * Scroll the strip itself and nothing around it.
 * @param {HTMLElement} strip
 * @param {HTMLElement} button
 */
function keepInSight(strip, button) {
  if (strip.scrollWidth <= strip.clientWidth) return;
  const middle = button.offsetLeft - strip.offsetLeft + button.offsetWidth / 2;
  strip.scrollLeft = middle - strip.clientWidth / 2;
}
