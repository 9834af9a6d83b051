/** What made a number: the step that did, and where on its way it changed, each a way there. */

/** @import { Milestones, Moment, NumberTraced, Quantity, RunHere, Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { epochsAt, positionAt, stepAt, stepLetters } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { stops } from "../../words/en-stops.js";
import { count, full, number, signed } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { arithmeticOf, isPlain } from "./arithmetic.js";
import { drawCourse } from "./course.js";

const words = spoken(stops);
const WAYS = /** @type {const} */ (["changed", "largest", "sign", "dead"]);
/** What is made where an epoch ends. @type {readonly Quantity["of"][]} */
const EACH_EPOCH = ["score", "share", "epochs"];

const OPERATOR = /[·−+]$/;
const PERCENT = 100;
/** Closer to an end of the course, as a share of it, a number would lie over that of the end. */
const NEAR = 0.1;

/** @param {HTMLElement} root @param {Store} store @param {Send} send */
export function makeTraced(root, store, send) {
  /** What was asked last, and answered. @type {{ key: string, quantity: Quantity, traced: NumberTraced, run: RunHere } | null} */
  let known = null;
  /** Which is to be shown. */
  let wanted = "";
  let refused = "";
  let asking = false;
  /** Which of the rows that gave most is named, from 0. */
  let rank = 0;
  /** What the chart showed when the course was drawn. */
  let range = store.get().chartRange;

  /** Ask again where the run stands elsewhere, or another number is chosen. @param {State} state @param {Quantity | null} quantity */
  async function follow(state, quantity) {
    const { run, playback, position } = state;
    if (!run || !quantity || !position) return;
    const isStill = playback && !playback.playing && !playback.busy && state.connection === "open";
    const key = JSON.stringify([run.id, run.edits, quantity]);
    wanted = key;
    const isSame = known?.key === key;
    if (!isSame && playback?.playing) return wait();
    // The numbers of another are not shown under this one's name.
    root.classList.toggle("unknown", !isSame);
    root.classList.toggle("stale", isSame && !isStill);
    root.title = isSame && !isStill ? words.while : "";
    if (isSame && state.chartRange !== range) show();
    if (asking || !isStill || watches(state)) return;
    if (isSame && known && holds(known.traced, quantity, position.index, run)) return;
    const now = JSON.stringify([key, position.index, state.recorded]);
    if (now === refused) return;
    asking = true;
    const traced = await send({ type: "trace_number", quantity });
    asking = false;
    refused = traced.type === "number_traced" ? "" : now;
    if (traced.type === "number_traced") {
      if (!isSame) rank = 0;
      known = { key, quantity, traced, run };
      root.classList.toggle("unknown", key !== wanted);
      show();
    }
    store.set({});
  }

  /** While the run goes on nothing is asked of it. */
  function wait() {
    known = null;
    root.classList.remove("unknown", "stale");
    if (root.textContent !== words.waits)
      root.replaceChildren(el("p", { class: "small-print", text: words.waits }));
  }

  function show() {
    if (!known) return;
    const { traced, quantity, run } = known;
    const { made } = traced;
    if (!made) {
      root.replaceChildren(el("p", { class: "small-print", text: words.unmade }));
      return;
    }
    const told = [traced.largest.last, traced.sign.last].filter((one) => one !== null);
    const hand = partInHand();
    root.replaceChildren(
      valueLine(made),
      drawCourse(traced, told, shown(run), go),
      ends(traced, run),
      el(
        "div",
        { class: "made-by" },
        el("h3", { class: "eyebrow", text: words.madeBy }),
        link(madeAt(made, quantity, run), made.index, words.madeBy),
      ),
      ...madeOf(traced, quantity, run),
      el(
        "dl",
        { class: "ways" },
        ...WAYS.flatMap((way) => {
          const milestones = traced[way];
          return milestones ? row(way, milestones, made) : [];
        }),
        ...partRow(traced),
      ),
    );
    if (hand) takeInHand(hand);
  }

  /** What of it has the focus. */
  function partInHand() {
    const { activeElement } = document;
    return activeElement instanceof HTMLElement && root.contains(activeElement)
      ? activeElement.dataset
      : null;
  }

  /** It is made anew, and the focus stays: on what leads there where it leads nowhere any more. @param {DOMStringMap} hand */
  function takeInHand({ part, way }) {
    const able = [...root.querySelectorAll("button")].filter(
      (button) => !button.disabled && part && button.dataset.part === part,
    );
    const found = able.find(({ dataset }) => dataset.way === way) ?? able[0];
    found?.focus();
  }

  /** The steps that the chart shows, where these are not all. @param {RunHere} run @returns {[number, number] | null} */
  function shown(run) {
    range = store.get().chartRange;
    return range && [stepAt(range[0], run), stepAt(range[1], run)];
  }

  /** @param {Moment} made */
  function valueLine({ before, now }) {
    const changed = before !== null && before !== now;
    return el(
      "p",
      { class: "number-now" },
      el("output", { text: number(now), attrs: { title: full(now) } }),
      ...(before === null
        ? []
        : [el("span", { text: words.before_(before), attrs: { title: full(before) } })]),
      ...(changed ? [el("span", { text: words.change(now - before) })] : []),
    );
  }

  /** Epochs under the course: both ends, and where the run stands where there is room for it. @param {NumberTraced} traced @param {RunHere} run */
  function ends({ index, last }, run) {
    const at = (/** @type {number} */ step) => count(Math.floor(epochsAt(step, run)));
    const share = index / Math.max(1, last);
    const here = el("span", { text: at(index), class: "course-now" });
    here.style.left = `${share * PERCENT}%`;
    here.hidden = share < NEAR || share > 1 - NEAR;
    const [first, end] = [0, last].map((step) => el("span", { text: at(step) }));
    return el("div", { class: "course-ends" }, first, here, end);
  }

  /** @param {NumberTraced} traced @param {Quantity} quantity @param {RunHere} run */
  function madeOf(traced, quantity, run) {
    const pieces = arithmeticOf(traced, quantity, run);
    const { making, made } = traced;
    if (!pieces) {
      const bySomebody = quantity.of === "parameter" && made && made.index > 0 && !making;
      return bySomebody ? [el("p", { class: "small-print", text: words.setHere })] : [];
    }
    const line = el(
      "p",
      { class: "arithmetic" },
      ...pieces.flatMap((piece, at) => [
        ...(at ? [" "] : []),
        typeof piece === "string" ? piece : pill(piece, pieces[at - 1]),
      ]),
    );
    if (making?.gradient == null || making.eta === null || isPlain(making)) return [line];
    return [
      line,
      el("p", { class: "small-print", text: words.withGradient(making.gradient, making.eta) }),
    ];
  }

  /** @param {(typeof WAYS)[number]} way @param {Milestones} milestones @param {Moment} made */
  function row(way, { last, previous, next }, made) {
    const name = words.ways[way];
    const isHere = last !== null && last.index === made.index && way !== "dead";
    const place = last && (isHere ? words.thisStep : placeOf(last, way === "dead"));
    return written({
      part: way,
      name,
      hint: words.hints[way],
      place: place && last ? link(place, last.index, name) : null,
      value: last ? saidOf(way, last) : "",
      back: previous === null ? null : () => go(previous),
      on: next ? () => go(next.index) : null,
      backName: words.before(name),
      onName: words.after(name),
      isHere,
    });
  }

  /** @param {NumberTraced} traced */
  function partRow({ making, made }) {
    const part = making?.parts[rank];
    if (!making || !made || !part) return [];
    const to = (/** @type {number} */ by) => () => {
      rank += by;
      show();
    };
    const name = words.part(rank);
    const place = el("button", {
      class: "way-link",
      text: words.rowOf(part.row + 1, making.rows),
      attrs: { type: "button" },
      on: {
        click: async () => {
          await go(made.index);
          store.set({ sample: part.row, scope: "sample", own: null });
        },
      },
    });
    return written({
      ...{
        part: "part",
        name,
        place,
        hint: words.hints.part,
        value: signed(part.value),
        isHere: false,
      },
      back: rank > 0 ? to(-1) : null,
      on: rank + 1 < making.parts.length ? to(1) : null,
      ...{ backName: words.larger, onName: words.smaller },
    });
  }

  /**
   * @param {{ part: string, name: string, hint: string, place: HTMLElement | null, value: string, back: (() => unknown) | null, on: (() => unknown) | null, backName: string, onName: string, isHere: boolean }} of
   */
  function written({ part, name, hint, place, value, back, on, backName, onName, isHere }) {
    const before = iconButton("previous", backName, () => back?.());
    const after = iconButton("next", onName, () => on?.());
    for (const button of [before, after, ...(place ? [place] : [])]) button.dataset.part = part;
    before.dataset.way = "back";
    after.dataset.way = "on";
    before.disabled = back === null;
    after.disabled = on === null;
    const kind = isHere ? "here" : "";
    const said = place ?? el("span", { class: "small-print", text: words.never });
    return [
      el("dt", { text: name, class: kind, attrs: { title: hint } }),
      el(
        "dd",
        { class: kind },
        said,
        el("span", { class: "way-value", text: value }),
        before,
        after,
      ),
    ];
  }

  /** @param {string} text @param {number} index @param {string} name */
  function link(text, index, name) {
    return el("button", {
      class: "way-link",
      text,
      attrs: { type: "button", "aria-label": `${name}: ${text}` },
      on: { click: () => go(index) },
    });
  }

  /** @param {number} index */
  function go(index) {
    return send({ type: "seek", index });
  }

  /** @param {Moment} moment @param {boolean} epochs */
  function placeOf({ index, epoch, batch }, epochs) {
    if (index === 0) return words.start;
    if (epochs || (known && EACH_EPOCH.includes(known.quantity.of))) return words.epoch(epoch + 1);
    return words.at(epoch, batch + 1);
  }

  return { follow };
}

/** Whether what was told of a number is so at another step, too. @param {NumberTraced} traced @param {Quantity} quantity @param {number} index @param {RunHere} run */
function holds({ made, changed, index: asked }, quantity, index, run) {
  if (index === asked) return true;
  if (!made || index < made.index || (changed.next && index >= changed.next.index)) return false;
  if (EACH_EPOCH.includes(quantity.of))
    return Math.floor(epochsAt(index, run)) === Math.floor(epochsAt(asked, run));
  return index < made.index + run.steps_per_batch && index >= asked;
}

/** @param {Moment} made @param {Quantity} quantity @param {RunHere} run */
function madeAt({ index, epoch, batch }, quantity, run) {
  if (index === 0) return words.start;
  if (EACH_EPOCH.includes(quantity.of)) return words.epoch(epoch + 1);
  return words.madeAt(epoch, batch + 1, stepLetters(positionAt(index, run)));
}

/** @param {(typeof WAYS)[number]} way @param {Moment} moment */
function saidOf(way, { before, now }) {
  if (before === null || way === "dead") return "";
  return way === "sign" ? words.signs(before, now) : signed(now - before);
}

/** A number in its sign's colour; after an operator one below 0 stands in brackets. @param {number} value @param {string | number} [before] */
function pill(value, before) {
  const sign = value > 0 ? "plus" : value < 0 ? "minus" : "";
  const isBracketed = value < 0 && typeof before === "string" && OPERATOR.test(before);
  const text = isBracketed ? `(${number(value)})` : number(value);
  return el("span", { class: `pill ${sign}`.trim(), text, attrs: { title: full(value) } });
}
