/** What made a number: the step that did, and where on its way it changed, each a way there. */

/** @import { Milestones, Moment, NumberTraced, Quantity, RunHere, Send, State, Store } from "../../state/types" */

import { el, svg } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { positionAt, stepName } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { stops } from "../../words/en-stops.js";
import { spoken } from "../../words/words.js";
import { placeWords } from "./worded.js";

const words = spoken(stops);
const WAYS = /** @type {const} */ (["changed", "largest", "sign", "dead"]);
const WIDTH = 280;
const HEIGHT = 40;
const PAD = 4;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {() => Quantity | null} chosen which number
 */
export function makeTraced(store, send, chosen) {
  const body = el("div", { class: "traced" });
  const root = el(
    "details",
    { class: "trace", on: { toggle: () => follow(store.get()) } },
    el("summary", { text: words.trace }),
    body,
  );
  /** Of which number, where the run stands, was asked last. */
  let of = "";
  let asking = false;

  /** Ask again where the run stands elsewhere, or another number is chosen. @param {State} state */
  async function follow(state) {
    const { run, playback, position, recorded } = state;
    const quantity = chosen();
    const isStill = playback && !playback.playing && !playback.busy && state.connection === "open";
    if (!root.open || asking || !quantity || !run || !isStill || watches(state)) return;
    const now = JSON.stringify([run.id, run.edits, recorded, position?.index, quantity]);
    if (now === of) return;
    asking = true;
    const answer = await send({ type: "trace_number", quantity });
    asking = false;
    of = now;
    if (answer.type === "number_traced") show(answer, run);
    follow(store.get());
  }

  /** @param {NumberTraced} traced @param {RunHere} run */
  function show(traced, run) {
    const { made } = traced;
    if (!made) {
      body.replaceChildren(el("p", { class: "small-print", text: words.unmade }));
      return;
    }
    body.replaceChildren(
      drawCourse(traced),
      el(
        "dl",
        {},
        el("dt", { text: words.madeBy }),
        el("dd", {}, ...told(made, run)),
        ...WAYS.flatMap((way) => {
          const milestones = traced[way];
          return milestones ? row(words.ways[way], milestones, run) : [];
        }),
      ),
    );
  }

  /** @param {string} name @param {Milestones} milestones @param {RunHere} run */
  function row(name, { last, previous, next }, run) {
    const back = iconButton("previous", words.before(name), () => go(previous));
    const on = iconButton("next", words.after(name), () => go(next?.index ?? null));
    back.disabled = previous === null;
    on.disabled = next === null;
    const said = last ? told(last, run) : [el("span", { class: "small-print", text: words.never })];
    return [el("dt", { text: name }), el("dd", {}, ...said, back, on)];
  }

  /** @param {Moment} moment @param {RunHere} run */
  function told(moment, run) {
    const step = stepName(positionAt(moment.index, run));
    const place = words.moment(placeWords(moment), step);
    const link = el("button", {
      class: "trace-link",
      text: place,
      attrs: { type: "button" },
      on: { click: () => go(moment.index) },
    });
    return [link, el("span", { class: "trace-value", text: words.was(moment.before, moment.now) })];
  }

  /** @param {number | null} index */
  function go(index) {
    if (index !== null) void send({ type: "seek", index });
  }

  return { root, follow };
}

/** @param {NumberTraced} traced */
function drawCourse({ course, made, last }) {
  const values = course.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (/** @type {number} */ index) => PAD + (index / Math.max(1, last)) * (WIDTH - 2 * PAD);
  const y = (/** @type {number} */ value) =>
    HEIGHT - PAD - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * PAD);
  const points = course.map(([index, value]) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  return svg(
    "svg",
    {
      class: "trace-course",
      attrs: { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words.course },
    },
    svg("polyline", { attrs: { points: points.join(" ") } }),
    ...(made ? [svg("circle", { attrs: { cx: x(made.index), cy: y(made.now), r: 3 } })] : []),
  );
}
