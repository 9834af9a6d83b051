/** Over the curves: where stops became true, how far a search is, and why it stopped. */

/** @import { Scale } from "../chart/scale.js" */
/** @import { Found, Hit, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { epochsAt, miniBatchAt } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { stops } from "../../words/en-stops.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { STYLE } from "../transport/stops.js";
import { createFinds } from "./finds.js";
import { anyOf, placeWords, stoppedWords, stopWords } from "./worded.js";

const words = spoken(stops);
const LETTERS = "abcdefgh";
/** Marks that would overlap are one. In pixels. */
const APART = 14;

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
  void styled(STYLE).then(() => root.append(marks, told));
  let dismissed = "";
  let shown = "";
  /** @type {Pick<Scale, "x" | "holds">} */
  let scale = { x: () => 0, holds: () => false };
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
      put(text, words.searching(place, anyOf(searching.conditions, run)));
    } else if (stopped) put(text, stoppedWords(stopped, run));
    if (!bar.isConnected) told.append(bar);
  }

  /** @param {State} state */
  function markIn({ run, playback, stopPlaces }) {
    if (!run || !playback) return;
    const made = marksOf(stopPlaces, (hit) => epochsAt(hit.index, run), scale);
    const key = JSON.stringify([made, playback.stops, run.id]);
    if (key === shown) return;
    shown = key;
    marks.replaceChildren(
      ...made.map(({ left, at, hit }) => {
        const stop = playback.stops[at];
        const name = words.mark(
          placeWords(hit),
          stop ? stopWords(stop, run) : "",
          words.numbers(hit.values.slice(-2)),
        );
        const mark = el("button", {
          text: LETTERS[at],
          attrs: { type: "button", "aria-label": name, title: name },
          on: { click: () => send({ type: "seek", index: hit.index }) },
        });
        const item = el("li", {}, mark);
        item.style.transform = `translateX(${left}px)`;
        return item;
      }),
    );
  }

  /** @param {State} state @param {Pick<Scale, "x" | "holds">} through */
  function paint(state, through) {
    scale = through;
    finds.follow(state);
    tellIn(state);
    markIn(state);
  }

  return { paint };
}

/**
 * @param {Found["places"]} places a list for each stop
 * @param {(hit: Hit) => number} epochsOf
 * @param {Pick<Scale, "x" | "holds">} scale
 */
function marksOf(places, epochsOf, { x, holds }) {
  return places.flatMap(({ hits }, at) => {
    /** @type {{ left: number, at: number, hit: Hit }[]} */
    const marks = [];
    for (const hit of hits) {
      const epochs = epochsOf(hit);
      if (!holds(epochs)) continue;
      const left = Math.round(x(epochs));
      const last = marks.at(-1);
      if (!last || left - last.left >= APART) marks.push({ left, at, hit });
    }
    return marks;
  });
}
