/** What a class adds to the page: each part is loaded when this page first is one that shows it. */

/** @import { Mount, State } from "../state/types" */

import { codeIn } from "../line/whereabouts.js";
import { leadsClass } from "../state/whose.js";
import { hasOtherFace } from "./classroom/screens.js";
import { onDemand } from "./on-demand.js";

/** @typedef {{ isShown: (state: State) => boolean, load: () => Promise<{ mount: Mount }> }} Part */

/** @type {readonly Part[]} */
const PARTS = [
  {
    isShown: ({ classroom, role }) => classroom !== null && role === "follow" && !hasOtherFace(),
    load: () => import("./classroom/follow.js"),
  },
  {
    isShown: ({ poll, role }) => poll !== null && role === "follow" && !hasOtherFace(),
    load: () => import("./classroom/poll.js"),
  },
  {
    isShown: ({ poll }) => poll !== null,
    load: () => import("./classroom/poll-stage.js"),
  },
  {
    isShown: leadsClass,
    load: () => import("./classroom/sight.js"),
  },
  {
    isShown: (state) => leadsClass(state) && state.links.length > 0 && !hasOtherFace(),
    load: () => import("./classroom/lead-others.js"),
  },
];

/** @type {Mount} */
export function mountClass(root, store, send, line) {
  const waiting = new Set(
    PARTS.map(({ isShown, load }) => ({
      isShown,
      since: /** @type {State | null} */ (null),
      ...onDemand(store, load),
    })),
  );
  /** @type {(() => void)[]} */
  const stops = [];

  /** @param {State} state */
  function look(state) {
    for (const part of waiting) {
      if (!part.isShown(state)) {
        part.since = null;
        continue;
      }
      part.since ??= state;
      const come = part.now(() => look(store.get()));
      if (!come) continue;
      waiting.delete(part);
      stops.push(come.mount(root, store, send, line, part.since));
    }
  }

  stops.push(store.subscribe(look));
  const { whereabouts } = line;
  // Who comes by a code alone will follow: what that takes comes together with the class.
  if (codeIn(whereabouts.room() ?? "") && !whereabouts.key())
    [...waiting][0].now(() => look(store.get()));
  return () => {
    for (const stop of stops) stop();
  };
}
