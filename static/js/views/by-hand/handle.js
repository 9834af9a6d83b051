/** The handle on the chosen connection: drawn along, it sets the weight; the arrow keys do the same. */

/** @import { Picked, State, Store } from "../../state/types" */
/** @import { Setter } from "./by-hand.js" */

import { svg } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { dragged, moved, pickedOf, rangeOf, shareOf, told, valueNow } from "../../run/by-hand.js";
import { isShut } from "../../run/led.js";
import { edgeKey, edgeOfKey } from "../../state/edge-key.js";
import { number } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { edgeName } from "../stage/names.js";

const RADIUS = 6;
const TICK = 4;
/** A hand that trembles does not drag. In pixels. */
const STILL = 3;
const PLACES = 128;
const DIRECTIONS = /** @type {const} */ ({
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
});

/** @typedef {{ picked: Picked, path: SVGPathElement, value: number, range: number, from: number, x: number, y: number, moves: boolean }} Drag */

/**
 * @param {HTMLElement} stage
 * @param {Store} store
 * @param {Setter} set
 * @param {AbortSignal} gone
 */
export function makeHandle(stage, store, set, gone) {
  const ticks = [0, 1, 2].map(() => svg("circle", { class: "hand-tick", attrs: { r: TICK / 2 } }));
  const knob = svg("circle", {
    class: "hand-knob",
    attrs: { r: RADIUS, role: "slider", tabindex: 0, "data-keys": "arrows" },
  });
  const group = svg("g", { class: "by-hand-handle" }, ...ticks, knob);
  /** @type {Drag | null} */
  let drag = null;
  let range = rangeOf(0);
  const options = { signal: gone };
  knob.addEventListener("keydown", step, options);
  stage.addEventListener("pointerdown", grab, options);
  document.addEventListener("pointermove", pull, { ...options, capture: true });
  document.addEventListener("pointercancel", letGo, options);
  document.addEventListener("pointerup", letGo, options);

  /** @param {PointerEvent} event */
  function letGo({ pointerType }) {
    if (!drag) return;
    if (drag.moves) ignoreClick();
    drag = null;
    paint(store.get());
    // A finger has no keys; what it tapped would lose the focus again to the click that is made of the tap.
    if (pointerType !== "touch") knob.focus({ preventScroll: true });
  }

  // After the stage, which may have begun another scene.
  const resized = new ResizeObserver(soon);
  resized.observe(stage);
  const unwatch = onRepaint(soon);
  gone.addEventListener("abort", () => {
    resized.disconnect();
    unwatch();
  });
  let due = 0;

  function soon() {
    if (due) return;
    due = requestAnimationFrame(() => {
      due = 0;
      paint(store.get());
    });
  }

  /** @param {State} state */
  function paint(state) {
    const picked = pickedOf(state);
    const path = picked && picked.unit_in !== null ? pathOf(stage, picked) : null;
    const value = picked ? valueNow(state, picked) : undefined;
    if (!picked || !path || value === undefined || !state.run) return group.remove();
    if (group.parentNode !== path.parentNode) path.parentNode?.append(group);
    if (!drag && Math.abs(value) > range) range = rangeOf(value);
    for (const [place, tick] of ticks.entries()) put(tick, path, place / 2);
    put(knob, path, shareOf(value, range));
    const { layer, unit_in, unit_out } = picked;
    const edge = { layer, from: unit_in ?? 0, to: unit_out };
    const attrs = { "aria-label": words.byHand.handle(edgeName(state.run, edge)) };
    const now = { "aria-valuemin": -range, "aria-valuemax": range, "aria-valuenow": told(value) };
    for (const [name, said] of Object.entries({
      ...attrs,
      ...now,
      "aria-valuetext": number(value),
    }))
      if (knob.getAttribute(name) !== String(said)) knob.setAttribute(name, String(said));
  }

  /** @param {KeyboardEvent} event */
  function step(event) {
    const direction = DIRECTIONS[/** @type {keyof typeof DIRECTIONS} */ (event.key)];
    const picked = pickedOf(store.get());
    const value = picked && valueNow(store.get(), picked);
    if (!direction || !picked || typeof value !== "number") return;
    event.preventDefault();
    const next = moved(value, direction, event.shiftKey);
    void set(picked, next, event.repeat);
  }

  /** @param {PointerEvent} event */
  function grab({ target, button, clientX: x, clientY: y }) {
    const line = target instanceof Element ? target.closest("g.edge") : null;
    const key = line?.getAttribute("data-edge");
    if (!key || button !== 0 || isShut(store.get(), "by-hand")) return;
    const { layer, from, to } = edgeOfKey(key);
    const picked = { layer, unit_in: from, unit_out: to, at: store.get().selected };
    const value = valueNow(store.get(), picked);
    const path = pathOf(stage, picked);
    if (value === undefined || !path) return;
    store.set({ picked });
    range = rangeOf(value);
    drag = { picked, path, value, range, from: nearest(path, x, y), x, y, moves: false };
  }

  /** @param {PointerEvent} event */
  function pull(event) {
    if (!drag) return;
    // Nothing else is pointed at meanwhile.
    event.stopPropagation();
    const { clientX: x, clientY: y } = event;
    if (!drag.moves && Math.hypot(x - drag.x, y - drag.y) < STILL) return;
    const by = nearest(drag.path, x, y) - drag.from;
    const goesOn = drag.moves;
    drag.moves = true;
    void set(drag.picked, dragged(drag.value, by, drag.range), goesOn);
  }

  return { paint: soon, grab, letGo };
}

/** A drag that ends beside the connection is no press on what is there. */
function ignoreClick() {
  const ignore = (/** @type {Event} */ event) => event.stopPropagation();
  document.addEventListener("click", ignore, { capture: true });
  setTimeout(() => document.removeEventListener("click", ignore, { capture: true }));
}

/** The line of a connection, where it is drawn. @param {HTMLElement} stage @param {Picked} picked */
function pathOf(stage, { layer, unit_in, unit_out }) {
  const key = edgeKey({ layer, from: unit_in ?? 0, to: unit_out });
  /** @type {SVGPathElement | null} */
  const path = stage.querySelector(`g.edge[data-edge="${key}"] .hit`);
  return path;
}

/** @param {SVGElement} mark @param {SVGPathElement} path @param {number} share */
function put(mark, path, share) {
  const { x, y } = path.getPointAtLength(share * path.getTotalLength());
  mark.setAttribute("transform", `translate(${x} ${y})`);
}

/** Where on a line it comes nearest to a place on the screen, from 0 to 1. @param {SVGPathElement} path @param {number} x @param {number} y */
function nearest(path, x, y) {
  const toScreen = path.getScreenCTM();
  const length = path.getTotalLength();
  let best = { share: 0, far: Number.POSITIVE_INFINITY };
  for (let place = 0; toScreen && place <= PLACES; place++) {
    const share = place / PLACES;
    const at = path.getPointAtLength(share * length).matrixTransform(toScreen);
    const far = Math.hypot(at.x - x, at.y - y);
    if (far < best.far) best = { share, far };
  }
  return best.share;
}
