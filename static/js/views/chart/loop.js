/** The loop over the chart: a band between two handles, between which play goes round. */

/** @import { Loop, RunHere, Send, State, Store } from "../../state/types" */
/** @import { Scale } from "./scale.js" */
/** @import { Chart } from "./view.js" */

import { el, put } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { createLatest } from "../../line/pacing.js";
import { epochsAt, stepAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { charting } from "../../words/en-charting.js";
import { spoken } from "../../words/words.js";

const words = spoken(charting);
/** A handle that is closer to a mark stands below it. In pixels. */
const BESIDE_MARK = 16;
const ENDS = /** @type {const} */ (["first", "last"]);
/** By how many epochs a key moves an end. @type {Readonly<Record<string, number>>} */
const BY = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: -10, PageDown: 10 };

/**
 * @param {Chart} chart
 * @param {Store} store
 * @param {Send} send
 */
export function makeLoop(chart, store, send) {
  const { root } = chart;
  const sendLatest = createLatest(send);
  const band = el("div", { class: "loop-band" });
  const handles = { first: handle("first"), last: handle("last") };
  const over = el("div", { class: "loop-over", attrs: { hidden: true } }, band);
  over.append(handles.first, handles.last);
  const word = el("span");
  const toggle = el(
    "button",
    { class: "loop-toggle", attrs: { type: "button", title: words.loopHint }, on: { click: flip } },
    ...[icon("loop"), word],
  );
  const away = iconButton("close", words.noLoop, () => ask(null));
  const chip = el("div", { class: "loop-chip" }, toggle, away);
  /** @type {Loop | null} what the room has still to take */
  let wished = null;
  /** @type {Loop | null} the last there was, to come back to */
  let last = null;
  let waits = false;
  /** Where a loop begins that has no end yet, in steps. */
  let begun = 0;

  /** @param {Loop | null} loop */
  async function ask(loop) {
    wished = loop;
    waits = true;
    chart.show({});
    await sendLatest({ type: "set_loop", loop });
    waits = false;
    chart.show({});
  }

  function now() {
    return waits ? wished : (store.get().playback?.loop ?? null);
  }

  /** Straight on, or round what was gone round last, or what is shown. */
  function flip() {
    const { run, recorded } = store.get();
    if (!run || !recorded) return;
    if (now()) return void ask(null);
    const { range } = chart.view();
    const [from, to] = range ?? [0, epochsAt(recorded, run)];
    void ask(last && last.first < recorded ? last : between(from, to, run));
  }

  /** An end of the loop is here; the other one stays where that can be. @param {"first" | "last"} end */
  function endHere(end) {
    const { position, recorded, run } = store.get();
    if (position && run) move(end, position.index, recorded);
  }

  /** @param {"first" | "last"} end @param {number} index @param {number} recorded */
  function move(end, index, recorded) {
    const { first, last: until } = now() ?? { first: begun, last: recorded };
    // At the end of what is recorded it begins, too: its end is still to come.
    begun = end === "first" ? index : 0;
    const next =
      end === "first"
        ? { first: index, last: until > index ? until : recorded }
        : { first: first < index ? first : 0, last: index };
    if (next.first < next.last) void ask(next);
  }

  /** By whole epochs. @param {"first" | "last"} end @param {number} epochs */
  function drag(end, epochs) {
    const { run, recorded } = store.get();
    const loop = now();
    if (!run || !loop) return;
    const index = Math.min(stepAt(Math.max(0, Math.round(epochs)), run), recorded);
    const next = { ...loop, [end]: index };
    if (next.first < next.last && index !== loop[end]) void ask(next);
  }

  /** @param {"first" | "last"} end */
  function handle(end) {
    const element = el("div", {
      class: `loop-handle ${end}`,
      attrs: { role: "slider", tabindex: 0, "aria-label": words.loopEnds[end] },
      on: {
        /** @param {PointerEvent} event */
        pointerdown(event) {
          if (event.button === 0) element.setPointerCapture(event.pointerId);
        },
        /** @param {PointerEvent} event */
        pointermove(event) {
          const scale = chart.scale();
          if (!scale || !element.hasPointerCapture(event.pointerId)) return;
          drag(end, scale.epochs(event.clientX - root.getBoundingClientRect().left));
        },
        pointerup: () => element.blur(),
        /** @param {KeyboardEvent} event */
        keydown(event) {
          const { run } = store.get();
          const loop = now();
          const by = BY[event.key];
          if (!by || !run || !loop) return;
          event.preventDefault();
          event.stopPropagation();
          drag(end, Math.round(epochsAt(loop[end], run)) + by);
        },
      },
    });
    return element;
  }

  /** @param {State} state @param {Scale} scale */
  function paint(state, scale) {
    const { run, recorded, stopPlaces } = state;
    const loop = now();
    chip.hidden = over.inert = watches(state);
    if (loop) last = loop;
    over.hidden = !loop || !run;
    away.hidden = !loop;
    toggle.setAttribute("aria-pressed", String(loop !== null));
    put(word, loop && run ? words.loop(...epochsOf(loop, run)) : words.loopWord);
    if (!loop || !run) return;
    const { left, width } = scale.box;
    const [from, to] = epochsOf(loop, run).map((epochs) =>
      Math.min(left + width, Math.max(left, scale.x(epochs))),
    );
    band.style.left = `${from}px`;
    band.style.width = `${to - from}px`;
    const marked = [...run.edits, ...stopPlaces.flatMap(({ hits }) => hits)].map(
      ({ index }) => index,
    );
    for (const end of ENDS) {
      const epochs = epochsAt(loop[end], run);
      const isTaken = marked.some(
        (index) => Math.abs(scale.x(epochsAt(index, run)) - scale.x(epochs)) < BESIDE_MARK,
      );
      handles[end].classList.toggle("below", isTaken);
      handles[end].hidden = !scale.holds(epochs);
      handles[end].style.transform = `translateX(${scale.x(epochs)}px)`;
      handles[end].setAttribute("aria-valuemin", "0");
      handles[end].setAttribute("aria-valuemax", String(Math.floor(epochsAt(recorded, run))));
      handles[end].setAttribute("aria-valuenow", String(Number(epochs.toFixed(2))));
    }
  }

  return {
    ...{ over, chip, paint, flip, endHere },
    /** Round some epochs. @param {number} one @param {number} other */
    choose(one, other) {
      const { run } = store.get();
      if (run) void ask(between(Math.min(one, other), Math.max(one, other), run));
    },
  };
}

/** Whole epochs, one at least. @param {number} from @param {number} to @param {RunHere} run @returns {Loop} */
function between(from, to, run) {
  const first = Math.max(0, Math.floor(from));
  return { first: stepAt(first, run), last: stepAt(Math.max(first + 1, Math.ceil(to)), run) };
}

/** @param {Loop} loop @param {RunHere} run @returns {[number, number]} */
function epochsOf({ first, last }, run) {
  return [epochsAt(first, run), epochsAt(last, run)];
}
