/** The speed slider: its notches are speeds, its label says the speed in words. */

import { el } from "../../draw/dom.js";
import { notchOf, SPEEDS, speedLabel } from "../../run/speeds.js";
import { words } from "../../words/words.js";

const LAST = SPEEDS.length - 1;

/**
 * @param {HTMLElement} root
 * @param {(speed: number | null) => void} choose
 * @returns {(speed: number | null, enabled: boolean) => void} the way to paint it
 */
export function mountSpeed(root, choose) {
  const attrs = {
    type: "range",
    min: 0,
    max: LAST,
    step: 1,
    "aria-label": words.transport.speed,
    title: words.transport.speed,
  };
  const slider = el("input", { attrs });
  const label = el("output", { class: "speed-label" });
  root.replaceChildren(
    el("span", { class: "speed-word", text: words.transport.speedWord }),
    slider,
    label,
  );

  slider.addEventListener("input", () => choose(SPEEDS[slider.valueAsNumber]));
  // After a drag the arrows shall step the run again, not move in here.
  slider.addEventListener("pointerup", () => slider.blur());

  return (speed, enabled) => {
    const notch = String(notchOf(speed));
    if (slider.value !== notch) slider.value = notch;
    slider.disabled = !enabled;
    slider.setAttribute(
      "aria-valuetext",
      speed === null ? words.transport.fastest : speedLabel(speed),
    );
    slider.style.setProperty("--filled", `${(100 * Number(notch)) / LAST}%`);
    label.textContent = speedLabel(speed);
  };
}
