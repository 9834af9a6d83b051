/** Pointing, clicking and focusing on the stage: what it tells the store. */

/** @import { EdgeRef, Selection, State, Store } from "../../state/types" */
/** @import { Scene } from "./scene.js" */

import { edgeOfKey, isSameEdge } from "../../state/edge-key.js";
import { between, pointAt } from "./curves.js";
import { edgeAt } from "./matrix.js";
import { explain } from "./neurons.js";
import { present } from "./scene.js";
import { explainCell, unitAt } from "./sheet.js";

/** The card stays this long after the pointer has left, so that it can be reached. */
const GRACE = 180;

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {() => Scene | null} sceneNow
 * @param {AbortSignal} signal
 */
export function watchPointing(root, store, sceneNow, signal) {
  let leaving = 0;

  /** @param {EdgeRef} edge @param {{x: number, y: number}} at in the scene */
  function point(edge, at) {
    stay();
    const hovered = store.get().hoveredEdge;
    if (!isSameEdge(hovered, edge)) store.set({ hoveredEdge: edge });
    sceneNow()?.card.show(store.get(), edge, at);
  }

  function stay() {
    clearTimeout(leaving);
    leaving = 0;
  }

  function leave() {
    const { hoveredEdge: left } = store.get();
    leaving ||= setTimeout(() => {
      leaving = 0;
      sceneNow()?.card.hide();
      // The pointer may be at the same connection's row in the panel by now.
      if (left && store.get().hoveredEdge === left) store.set({ hoveredEdge: null });
    }, GRACE);
  }

  /** @param {PointerEvent} event */
  function over(event) {
    const scene = sceneNow();
    if (!scene || !(event.target instanceof Element)) return;
    const edge = edgeOf(scene, event.target, event);
    if (edge) return point(edge, spot(scene, event));
    if (event.target.closest(".edge-card")) return stay();
    const unit = unitOf(scene, event.target, event);
    if (!sameUnit(store.get().hoveredUnit, unit)) store.set({ hoveredUnit: unit });
    if (unit) describe(scene, unit);
    if (!scene.card.card.hidden && document.activeElement?.closest(".edge") === null) leave();
  }

  /** @param {FocusEvent} event */
  function focus({ target }) {
    const scene = sceneNow();
    if (!scene || !(target instanceof Element)) return;
    const line = target.closest("[data-edge]");
    if (line) {
      const edge = parseEdge(line);
      const { columns } = scene.layout;
      const curve = between(columns[edge.layer - 1], edge.from, columns[edge.layer], edge.to);
      return point(edge, pointAt(curve, 0.5));
    }
    const unit = unitOf(scene, target);
    if (unit) {
      store.set({ hoveredUnit: unit });
      describe(scene, unit);
    }
  }

  /** @param {PointerEvent} event */
  function left({ pointerType }) {
    // A finger leaves wherever it has tapped: what it tapped stays, until the next tap.
    if (pointerType !== "touch") gone();
  }

  function gone() {
    if (store.get().hoveredUnit) store.set({ hoveredUnit: null });
    leave();
  }

  /** The connection pointed at stays when something else loses the focus. @param {FocusEvent} event */
  function blur({ target }) {
    const line = target instanceof Element ? target.closest("[data-edge]") : null;
    if (isSameEdge(line && parseEdge(line), store.get().hoveredEdge)) gone();
  }

  /** @param {MouseEvent} event */
  function click(event) {
    const scene = sceneNow();
    if (!scene || !(event.target instanceof Element)) return;
    const unit = unitOf(scene, event.target, event);
    const cell = event.target.closest(".matrix-frame") && edgeOf(scene, event.target, event);
    if (unit) toggle(store, unit);
    else if (cell) choose(store, cell);
    else if (isEmpty(scene, event)) putAway(store);
  }

  /** A tap beside the stage. @param {PointerEvent} event */
  function elsewhere({ pointerType, target }) {
    if (pointerType === "touch" && target instanceof Node && !root.contains(target)) gone();
  }

  /** @param {Event} event */
  function pick({ target }) {
    const sheet = present(sceneNow()?.sheets ?? []).find(({ choice }) => choice === target);
    if (!sheet) return;
    const { value } = sheet.choice;
    store.set({ selected: value === "" ? null : { layer: sheet.layer, unit: Number(value) } });
  }

  /** @param {KeyboardEvent} event */
  function unselect({ key, target, defaultPrevented }) {
    const here = target === document.body || (target instanceof Node && root.contains(target));
    if (key !== "Escape" || defaultPrevented || !here) return;
    sceneNow()?.card.hide();
    putAway(store);
  }

  root.addEventListener("pointermove", over, { signal });
  root.addEventListener("pointerdown", over, { signal });
  root.addEventListener("pointerleave", left, { signal });
  root.addEventListener("pointercancel", gone, { signal });
  root.addEventListener("focusin", focus, { signal });
  root.addEventListener("focusout", blur, { signal });
  root.addEventListener("click", click, { signal });
  root.addEventListener("change", pick, { signal });
  document.addEventListener("keydown", unselect, { signal });
  document.addEventListener("pointerdown", elsewhere, { signal });
  signal.addEventListener("abort", stay);
}

/**
 * Neither a connection nor anything that is pressed itself.
 * @param {Scene} scene
 * @param {MouseEvent} event
 */
function isEmpty(scene, event) {
  const { target } = event;
  if (!(target instanceof Element) || edgeOf(scene, target, event)) return false;
  return !target.closest("button, select, input, label, a, .edge-card");
}

/** @param {Store} store */
function putAway(store) {
  const { selected, picked } = store.get();
  if (selected || picked) store.set({ selected: null, picked: null });
}

/** A connection of a heat map, for the hand: it is drawn with those of the neuron it leads into. @param {Store} store @param {EdgeRef} edge */
function choose(store, { layer, from, to }) {
  const selected = { layer, unit: to };
  store.set({ selected, picked: { layer, unit_in: from, unit_out: to, at: selected } });
}

/** @param {Store} store @param {Selection} unit */
function toggle(store, unit) {
  store.set({ selected: sameUnit(store.get().selected, unit) ? null : unit });
}

/** @param {Scene} scene @param {Selection} unit */
function describe({ neurons, sheets, run }, { layer, unit }) {
  const [neuron, sheet] = [neurons[layer][unit], sheets[layer]];
  if (neuron) explain(neuron, run);
  else if (sheet) explainCell(sheet, unit);
}

/**
 * @param {Scene} scene
 * @param {Element} target
 * @param {{clientX: number, clientY: number}} pointer
 * @returns {EdgeRef | null}
 */
function edgeOf({ matrices }, target, pointer) {
  const line = target.closest("[data-edge]");
  if (line) return parseEdge(line);
  const frame = target.closest(".matrix-frame");
  const matrix = frame && present(matrices).find(({ root }) => root.contains(frame));
  return matrix ? edgeAt(matrix, frame.getBoundingClientRect(), pointer) : null;
}

/** @param {Element} line */
function parseEdge(line) {
  return edgeOfKey(line.getAttribute("data-edge") ?? "");
}

/**
 * @param {Scene} scene
 * @param {Element} target
 * @param {{clientX: number, clientY: number}} [pointer]
 * @returns {Selection | null}
 */
function unitOf({ sheets }, target, pointer) {
  const button = target.closest("button[data-unit]");
  if (button) {
    return {
      layer: Number(button.getAttribute("data-layer")),
      unit: Number(button.getAttribute("data-unit")),
    };
  }
  const sheet = present(sheets).find(({ canvas }) => canvas === target);
  if (!sheet || !pointer) return null;
  const frame = sheet.canvas.getBoundingClientRect();
  const scale = frame.width / sheet.column.width;
  const unit = unitAt(
    sheet,
    (pointer.clientX - frame.left) / scale,
    (pointer.clientY - frame.top) / scale,
  );
  return unit === null ? null : { layer: sheet.layer, unit };
}

/** @param {Scene} scene @param {PointerEvent} event where the pointer is in the scene */
function spot({ world, layout }, { clientX, clientY }) {
  const frame = world.getBoundingClientRect();
  const scale = frame.width / layout.width;
  return { x: (clientX - frame.left) / scale, y: (clientY - frame.top) / scale };
}

/** @param {State["selected"]} a @param {State["selected"]} b */
function sameUnit(a, b) {
  return a?.layer === b?.layer && a?.unit === b?.unit;
}
