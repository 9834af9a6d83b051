/** How far followers may go by themselves, and whether they may look at all. */

/** @import { Classroom, State, Store } from "../../state/types" */
/** @import { Ask } from "./lead-class.js" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { numberInput } from "../number-input.js";
import { segment } from "../segment.js";
import { windowOf } from "./lead-told.js";

const words = spoken(classroom).lead;
const PACINGS = /** @type {const} */ (["follow", "window", "free"]);
const MOST_INDEX = 1e12;

/**
 * @param {Store} store
 * @param {Ask} ask
 */
export function createPacing(store, ask) {
  const pacings = segment({
    label: words.pacing,
    role: "radiogroup",
    choices: PACINGS.map((one) => /** @type {const} */ ([one, words.pacings[one]])),
    choose: (pacing) => {
      if (pacing !== store.get().classroom?.pacing) ask({ type: "set_pacing", pacing });
    },
  });
  pacings.root.className = "room-pacings";
  const pause = el(
    "button",
    { class: "room-pause", attrs: { type: "button" }, on: { click: pauseAll } },
    icon("pause"),
    el("span", { text: words.pauseAll }),
  );
  const hint = el("p", { class: "small-print", attrs: { id: "room-pacing-hint" } });
  const [first, last] = [stepField(words.firstStep), stepField(words.lastStep)];
  const wrong = el("p", { class: "room-wrong", attrs: { role: "alert" } });
  const window = el(
    "div",
    { class: "room-window", on: { change: narrow } },
    first.root,
    last.root,
    wrong,
  );
  const root = el(
    "section",
    { class: "room-pacing", attrs: { "aria-label": words.pacing } },
    el("div", { class: "room-row" }, pacings.root, pause),
    hint,
    window,
  );
  /** @type {Classroom["window"] | undefined} what the fields show */
  let shown;

  function pauseAll() {
    ask({ type: "pause_all", paused: !store.get().classroom?.paused });
  }

  function narrow() {
    const [from, to] = [first.read(), last.read()];
    const steps =
      from === undefined || to === undefined ? undefined : windowOf(from, to, store.get().recorded);
    put(wrong, steps === undefined ? words.noWindow : "");
    first.input.setAttribute("aria-invalid", String(steps === undefined));
    last.input.setAttribute("aria-invalid", String(steps === undefined));
    if (steps === undefined) return;
    ask({ type: "set_pacing", pacing: "window", window: steps });
  }

  return {
    root,
    /** @param {State} state */
    paint({ classroom: held }) {
      if (!held) return;
      pacings.paint(held.pacing);
      put(hint, words.pacingHints[held.pacing]);
      pause.setAttribute("aria-pressed", String(held.paused));
      window.hidden = held.pacing !== "window";
      if (String(shown) === String(held.window)) return;
      shown = held.window;
      first.write(shown?.[0] ?? null);
      last.write(shown?.[1] ?? null);
    },
  };
}

/** A field for a step, which may stay empty. @param {string} label */
function stepField(label) {
  const { input, read, write } = numberInput({
    bounds: { whole: true, low: 0, openLow: false, high: MOST_INDEX },
  });
  input.placeholder = words.shownSoFar;
  return {
    input,
    root: el("label", {}, el("span", { text: label }), input),
    /** Null where it is empty, undefined where no step can be read. */
    read() {
      const now = read();
      if ("value" in now) return now.value >= 0 && now.value <= MOST_INDEX ? now.value : undefined;
      return now.problem === "empty" ? null : undefined;
    },
    /** @param {number | null} step */
    write: (step) => write(step === null ? "" : String(step)),
  };
}
