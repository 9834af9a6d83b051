/** The polite live region: says each step a person took, and keeps silent while it goes fast. */

/** @import { Mount } from "../state/types" */

import { narrate } from "../run/narration.js";

/** @type {Mount} */
export function mountLive(root, store) {
  return store.subscribe((state, previous) => {
    const line = narrate(state, previous);
    if (line !== null) root.textContent = line;
  });
}
