/** The menu of what is selected: where to stop for it, and its history. */

/** @import { Condition, Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { pickedOf } from "../../run/by-hand.js";
import { isShut } from "../../run/led.js";
import { historyOf, ofParameter, ofUnit } from "../../run/quantities.js";
import { stops } from "../../words/en-stops.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { STYLE } from "../transport/stops.js";
import { conditionOf } from "./offered.js";
import { withStop } from "./with-stop.js";
import { quantityWords, stopWords } from "./worded.js";

const words = spoken(stops);
const MARGIN = 8;
const ARROWS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });

/**
 * @param {{ x: number, y: number }} at in the window
 * @param {Store} store
 * @param {Send} send
 */
export async function openMenu(at, store, send) {
  await styled(STYLE);
  const state = store.get();
  const { run } = state;
  if (!run) return;
  document.querySelector(".stop-menu")?.remove();
  const item = (/** @type {string} */ text, /** @type {() => unknown} */ act) =>
    el("button", {
      text,
      attrs: { type: "button", role: "menuitem" },
      on: {
        click: () => {
          menu.hidePopover();
          act();
        },
      },
    });
  const items = conditionsOf(state).map((condition) =>
    item(words.stopWhen(stopWords(condition, run)), () =>
      send({ type: "set_stops", stops: withStop(store.get().playback?.stops ?? [], condition) }),
    ),
  );
  const parameter = parameterOf(state);
  if (parameter && !isShut(state, "history"))
    items.push(
      item(words.history(quantityWords(parameter, run)), () => store.set(historyOf(parameter))),
    );
  const menu = el(
    "div",
    { class: "stop-menu", attrs: { role: "menu", popover: "auto", "aria-label": words.menu } },
    ...items,
  );
  menu.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    const here = items.indexOf(/** @type {any} */ (document.activeElement));
    items[(here + by + items.length) % items.length].focus();
  });
  menu.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "closed") menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  menu.style.left = `${Math.max(MARGIN, Math.min(at.x, window.innerWidth - menu.offsetWidth - MARGIN))}px`;
  menu.style.top = `${Math.max(MARGIN, Math.min(at.y, window.innerHeight - menu.offsetHeight - MARGIN))}px`;
  items[0]?.focus();
}

/** @param {State} state */
function parameterOf(state) {
  const picked = pickedOf(state);
  return picked && ofParameter(picked.layer, picked.unit_in, picked.unit_out);
}

/** What may be stopped at of the parameter in hand and the neuron selected. @param {State} state @returns {Condition[]} */
export function conditionsOf(state) {
  const { selected, run } = state;
  const parameter = parameterOf(state);
  const made = parameter ? [conditionOf(parameter, "changes_sign", 0)] : [];
  if (!run || !selected?.layer) return made;
  const { layer, unit } = selected;
  for (const tensor of /** @type {const} */ (["a", "delta"]))
    made.push(conditionOf(ofUnit(state, tensor, layer, unit), "changes_sign", 0));
  if (layer < run.layers.length - 1)
    for (const becoming of /** @type {const} */ (["dies", "revives", "saturates"]))
      made.push(conditionOf({ of: "share", trouble: "silent", layer, unit }, becoming, 0));
  return made;
}
