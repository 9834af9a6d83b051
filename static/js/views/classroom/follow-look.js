/** Back and forth in the class's run, by oneself, where the teacher lets followers go: beside it, in the same run. */

/** @import { Line, Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { createHold, inTurn } from "../../line/pacing.js";
import { listenToKeys } from "../../run/keys.js";
import { lookedAt, stepsToLookAt } from "../../run/looking.js";
import { classroom as english } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { repeatWhileHeld } from "../transport/hold.js";
import { backToClass, copyOf } from "./fork.js";

const words = spoken(english).follow;
/** What keys ask for here, in propagations. @type {Readonly<Record<string, (state: State) => number>>} */
const BY = {
  back: () => -1,
  forward: () => 1,
  "back a mini-batch": ({ run }) => -(run?.steps_per_batch ?? 1),
  "forward a mini-batch": ({ run }) => run?.steps_per_batch ?? 1,
};

/**
 * @param {Store} store
 * @param {Send} send
 * @param {Line} line
 */
export function makeLook(store, send, line) {
  const hold = createHold();
  const back = button("back", words.lookBack);
  const on = button("forward", words.lookOn);
  const attrs = { role: "group", "aria-label": words.look };
  const element = el("div", { class: "class-look", attrs }, back, on);
  /** How much of the class's run was shown so far. */
  let shown = 0;

  /** What the class is to predict is nowhere to be looked up. */
  function steps() {
    const { classroom, poll } = store.get();
    return poll?.hides ? null : stepsToLookAt(classroom, shown);
  }

  /** Null where that leads nowhere else, which ends the repeating of what is held. */
  const look = inTurn((/** @type {number} */ by) => {
    const index = lookedAt(store.get(), steps(), by);
    return index === null ? null : go(index);
  });

  /** @param {number} index */
  async function go(index) {
    const state = store.get();
    const there = { ...copyOf(state), type: /** @type {const} */ ("restore"), index };
    if (line.whereabouts.place() === "look")
      return send(index <= state.recorded ? { type: "seek", index } : /** @type {any} */ (there));
    line.whereabouts.goToLook(state.classroom?.code ?? "");
    const answer = await line.go(/** @type {any} */ (there));
    if (answer?.type === "error" && answer.code !== "not_connected") {
      await backToClass(line);
      store.set({ failure: null, notice: { words: words.cannotLook(refusalOf(answer)) } });
    }
    return answer;
  }

  const stops = [
    repeatWhileHeld(back, hold, () => look(-1)),
    repeatWhileHeld(on, hold, () => look(1)),
    listenToKeys((deed) => {
      const { role, place } = store.get();
      if (role === "follow" && place !== "fork" && deed in BY)
        hold.press(() => look(BY[deed](store.get())));
    }, hold.release),
    hold.release,
  ];

  return {
    element,
    /** @param {State} state @param {boolean} led */
    paint(state, led) {
      if (state.place === "class") shown = state.recorded;
      const there = led ? steps() : null;
      element.hidden = there === null;
      // On its way back the page still shows where it looked about, and need not be sent again.
      if (line.whereabouts.place() === "look" && led && !there) void backToClass(line);
      for (const [way, by] of /** @type {const} */ ([
        [back, -1],
        [on, 1],
      ]))
        way.setAttribute("aria-disabled", String(lookedAt(state, there, by) === null));
    },
    dispose() {
      for (const stop of stops) stop();
    },
  };
}

/** @param {"back" | "forward"} sign @param {string} name */
function button(sign, name) {
  const attrs = { type: "button", "aria-label": name, title: name };
  return el("button", { class: "look-button", attrs }, icon(sign));
}
