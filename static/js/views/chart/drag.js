/** Hands and keys on the chart: each says where to travel, one journey at a time. */

/**
 * @param {HTMLElement} slider
 * @param {object} ways
 * @param {(clientX: number) => number | null} ways.indexAt the step under the pointer
 * @param {(key: string) => number | null} ways.indexByKey where a key leads from here
 * @param {(index: number) => void} ways.travel
 * @param {(event: PointerEvent) => boolean} ways.isTaken whether what begins here is no journey
 */
export function listenForTravel(slider, { indexAt, indexByKey, travel, isTaken }) {
  /** @type {number | null} the pointer that drags */
  let pointer = null;

  /** @param {PointerEvent} event */
  function follow({ clientX }) {
    const index = indexAt(clientX);
    if (index !== null) travel(index);
  }

  slider.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || isTaken(event)) return;
    pointer = event.pointerId;
    slider.setPointerCapture(pointer);
    follow(event);
  });
  slider.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) follow(event);
  });
  slider.addEventListener("pointerup", (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    follow(event);
    // The arrows shall step the run again, not travel by epochs.
    slider.blur();
  });
  slider.addEventListener("pointercancel", () => {
    pointer = null;
  });
  slider.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const index = indexByKey(event.key);
    if (index === null) return;
    event.preventDefault();
    travel(index);
  });
}
