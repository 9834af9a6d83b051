/** Paints a sheet on the next frame, however often it is asked for: as the run goes on, in new colours, when told to. */

/** @import { Store } from "../../state/types" */

import { paced } from "../../draw/paced.js";
import { onRepaint } from "../../draw/repaint.js";

/**
 * @param {Store} store
 * @param {AbortSignal} gone
 * @param {() => void} paint
 * @param {() => void} recolour before it is painted in other colours
 * @returns {() => void} has it painted
 */
export function repainted(store, gone, paint, recolour) {
  const soon = paced(paint);
  const unsubscribe = store.subscribe(soon.ask);
  const unwatch = onRepaint(() => {
    recolour();
    soon.ask();
  });
  gone.addEventListener("abort", () => {
    unsubscribe();
    unwatch();
    soon.stop();
  });
  return soon.ask;
}
