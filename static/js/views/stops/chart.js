/** Over the curves: where stops became true, how far a search is, and why it stopped. */

/** @import { Send, State, Store } from "../../state/types" */
/** @import { Mark, Through } from "./marked.js" */

import { el, put, svg } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { epochsAt, miniBatchAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { stops } from "../../words/en-stops.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { STYLE } from "../transport/stops.js";
import { createFinds } from "./finds.js";
import { marksOf } from "./marked.js";
import { anyOf, numbersWords, placeWords, stoppedWords, stopWords } from "./worded.js";

const words = spoken(stops);
const LETTERS = "abcdefgh";
/** The lower end of the lane of marks, how far down a lead bends, and its ring's radius. In pixels. */
const LANE = 47;
const BEND = 6;
const RING = 3.5;

/** @param {HTMLElement} root the chart @param {Store} store @param {Send} send */
export function makeStopsOnChart(root, store, send) {
  const finds = createFinds(send, (stopPlaces, stopSought) =>
    store.set({ stopPlaces, stopSought }),
  );
  const text = el("span");
  const cancel = el("button", {
    text: words.cancel,
    attrs: { type: "button" },
    on: { click: () => send({ type: "pause" }) },
  });
  const close = iconButton("close", words.dismiss, () => {
    dismissed = JSON.stringify(store.get().playback?.stopped);
    soon();
  });
  const bar = el("div", { class: "stop-bar" }, text, cancel, close);
  // It stays in the page, so that a screen reader hears what appears inside it.
  const told = el("div", {
    class: "stop-told",
    attrs: { role: "status", "aria-label": words.told },
  });
  const marks = el("ol", { class: "stop-marks", attrs: { "aria-label": words.marks } });
  const leads = svg("svg", { class: "stop-leads", attrs: { "aria-hidden": "true" } });
  void styled(STYLE).then(() => root.append(leads, marks, told));
  let dismissed = "";
  let shown = "";
  /** @type {Through} */
  let scale = { x: () => 0, y: () => 0, holds: () => false };
  const soon = () => paint(store.get(), scale);

  /** @param {State} state */
  function tellIn(state) {
    const { run, playback } = state;
    const isUnread = playback?.stopped && JSON.stringify(playback.stopped) !== dismissed;
    const says = run && (playback?.searching || isUnread);
    if (!says || !playback) {
      bar.remove();
      return;
    }
    const { searching, stopped } = playback;
    cancel.hidden = !searching || watches(state);
    close.hidden = Boolean(searching);
    if (searching) {
      const place = placeWords({ ...miniBatchAt(searching.at, run), index: searching.at });
      put(text, words.searching(anyOf(searching.conditions, run), place));
    } else if (stopped) put(text, stoppedWords(stopped, run));
    text.title = text.textContent ?? "";
    if (!bar.isConnected) told.append(bar);
  }

  /** @param {State} state */
  function markIn({ run, playback, stopPlaces, history }) {
    if (!run || !playback) return;
    const end = root.clientWidth;
    const made = marksOf(stopPlaces, (hit) => epochsAt(hit.index, run), scale, history, end);
    const counts = stopPlaces.map(({ count }) => count);
    const key = JSON.stringify([made, playback.stops, run.id, counts]);
    if (key === shown) return;
    shown = key;
    leads.replaceChildren(...made.flatMap(leadTo));
    marks.replaceChildren(
      ...made.map(({ left, at, hit, room }) => {
        const stop = playback.stops[at];
        const said = stop ? stopWords(stop, run) : "";
        const name = words.mark(
          placeWords(hit),
          said,
          stop ? numbersWords(stop, hit.values, run) : "",
        );
        const mark = el("button", {
          text: LETTERS[at],
          attrs: { type: "button", "aria-label": name, title: name },
          on: { click: () => send({ type: "seek", index: hit.index }) },
        });
        const item = el("li", {}, mark);
        if (room) {
          const text = words.first(said, words.found(counts[at]));
          const label = el("span", { class: "stop-words", text, attrs: { "aria-hidden": "true" } });
          label.style.maxWidth = `${room}px`;
          item.append(label);
        }
        item.style.transform = `translateX(${left}px)`;
        return item;
      }),
    );
  }

  /** @param {State} state @param {Through} through */
  function paint(state, through) {
    scale = through;
    finds.follow(state);
    tellIn(state);
    markIn(state);
  }

  return { paint };
}

/** From the lane of marks down to the curve, and a ring there. @param {Mark} mark */
function leadTo({ left, x, y }) {
  if (y === null) return [];
  const d = `M${left} ${LANE}L${x} ${LANE + BEND}V${y - RING}`;
  return [svg("path", { attrs: { d } }), svg("circle", { attrs: { cx: x, cy: y, r: RING } })];
}
