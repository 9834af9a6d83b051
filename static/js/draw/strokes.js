/** Strokes of a mouse, a finger or a pen over an element: where each begins, goes and ends. */

/**
 * @typedef {object} Hand
 * @property {(event: PointerEvent) => void} begin
 * @property {(event: PointerEvent) => void} move also where it went between two frames
 * @property {() => void} end
 * @property {(event: PointerEvent | null) => void} [hover] where it is without a stroke; null where it has left
 */

/**
 * Listen to the strokes of one hand at a time. The element's own style has to say `touch-action: none`.
 * @param {HTMLElement} element
 * @param {Hand} hand
 * @param {AbortSignal} signal
 */
export function onStrokes(element, { begin, move, end, hover }, signal) {
  /** @type {number | null} */
  let drawing = null;
  const options = { signal };

  /** @param {PointerEvent} event */
  function stop({ pointerId }) {
    if (pointerId !== drawing) return;
    drawing = null;
    end();
  }

  element.addEventListener(
    "pointerdown",
    (event) => {
      if (drawing !== null || event.button !== 0) return;
      drawing = event.pointerId;
      element.setPointerCapture(event.pointerId);
      begin(event);
    },
    options,
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      hover?.(event);
      if (event.pointerId !== drawing) return;
      const between = event.getCoalescedEvents?.() ?? [];
      for (const each of between.length ? between : [event]) move(each);
    },
    options,
  );
  for (const ended of /** @type {const} */ (["pointerup", "pointercancel"])) {
    element.addEventListener(ended, stop, options);
  }
  element.addEventListener("pointerleave", () => hover?.(null), options);
}
