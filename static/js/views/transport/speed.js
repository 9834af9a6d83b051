/** The speed slider: its notches are rates, its label says the rate in words. */

import { el } from "../../draw/dom.js";
import { notchOf, RATES, rateLabel } from "../../run/speeds.js";
import { words } from "../../words/words.js";

const LAST = RATES.length - 1;

/**
 * @param {HTMLElement} root
 * @param {(rate: number | null) => void} choose
 * @returns {(rate: number | null, enabled: boolean) => void} the way to paint it
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

  slider.addEventListener("input", () => choose(RATES[slider.valueAsNumber]));
  // After a drag the arrows shall step the run again, not move in here.
  slider.addEventListener("pointerup", () => slider.blur());

  return (rate, enabled) => {
    const notch = String(notchOf(rate));
    if (slider.value !== notch) slider.value = notch;
    slider.disabled = !enabled;
    slider.setAttribute(
      "aria-valuetext",
      rate === null ? words.transport.fastest : rateLabel(rate),
    );
    slider.style.setProperty("--filled", `${(100 * Number(notch)) / LAST}%`);
    label.textContent = rateLabel(rate);
  };
}
