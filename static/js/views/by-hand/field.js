/** The field of the parameter chosen: which one, and its value, live unless somebody is in the field. */

/** @import { Picked, Run, State, Store } from "../../state/types" */
/** @import { Setter } from "./by-hand.js" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { moved, pickedOf, told, valueNow } from "../../run/by-hand.js";
import { pretty } from "../../words/names.js";
import { shortName } from "../../words/neurons.js";
import { words } from "../../words/words.js";
import { numberInput } from "../number-input.js";

const BOUNDS = { whole: false, low: -1e12, high: 1e12, openLow: false };
const BIAS = "bias";
const DIRECTIONS = /** @type {const} */ ({ ArrowUp: 1, ArrowDown: -1 });

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Setter} set
 * @param {(at: { x: number, y: number }) => unknown} openMenu of what is selected
 */
export function makeField(root, store, set, openMenu) {
  const choice = el("select", {
    attrs: { "aria-label": words.byHand.which },
    on: { change: choose },
  });
  const { input, read, write } = numberInput({
    bounds: BOUNDS,
    attrs: { "aria-label": words.byHand.value, title: words.byHand.hint },
  });
  let painted = "";
  let offered = "";
  input.addEventListener("change", take);
  input.addEventListener("blur", () => paint(store.get()));
  // Before the field's own keys, which know of no big steps.
  input.addEventListener("keydown", step, { capture: true });
  const title = el("span");
  const stop = iconButton("until", words.byHand.menu, () => {
    const { left, bottom } = stop.getBoundingClientRect();
    openMenu({ x: left, y: bottom });
  });
  stop.setAttribute("aria-haspopup", "menu");
  root.replaceChildren(title, choice, input, stop);

  function choose() {
    const picked = pickedOf(store.get());
    const unit_in = choice.value === BIAS ? null : Number(choice.value);
    if (picked) store.set({ picked: { ...picked, unit_in } });
  }

  function take() {
    const now = read();
    const picked = pickedOf(store.get());
    if ("value" in now && picked && input.value !== painted) void set(picked, now.value, false);
    refuse(!("value" in now));
    painted = input.value;
    paint(store.get());
  }

  /** @param {boolean} isBad */
  function refuse(isBad) {
    if (isBad) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  /** @param {KeyboardEvent} event */
  function step(event) {
    const direction = DIRECTIONS[/** @type {keyof typeof DIRECTIONS} */ (event.key)];
    const picked = pickedOf(store.get());
    const now = read();
    if (!direction || !picked || !("value" in now) || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const value = moved(now.value, direction, event.shiftKey);
    painted = String(value);
    write(painted);
    void set(picked, value, event.repeat);
  }

  /** @param {State} state */
  function paint(state) {
    const picked = pickedOf(state);
    root.hidden = picked === null;
    if (!picked || !state.run) return;
    offer(state.run, picked);
    choice.value = picked.unit_in === null ? BIAS : String(picked.unit_in);
    const value = valueNow(state, picked);
    const next = value === undefined ? "" : String(told(value));
    // What is selected there, to be typed over, would be so no more.
    if (document.activeElement === input) return;
    refuse(false);
    if (input.value !== next) write(next);
    painted = next;
  }

  /** @param {Run} run @param {Picked} picked */
  function offer(run, { layer, unit_out }) {
    const key = `${run.id} ${layer} ${unit_out} ${run.spec.use_biases}`;
    if (key === offered) return;
    offered = key;
    title.textContent = shortName(run, layer, unit_out);
    root.setAttribute("aria-label", words.byHand.title(title.textContent));
    const weights = run.layers[layer - 1].names.map((name, from) =>
      el("option", { text: words.byHand.weight(pretty(name)), attrs: { value: from } }),
    );
    const bias = el("option", { text: words.byHand.bias, attrs: { value: BIAS } });
    choice.replaceChildren(...(run.spec.use_biases ? [bias] : []), ...weights);
  }

  return { paint };
}
