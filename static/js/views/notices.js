/** One bar for what went wrong: a refused command, a run that left the finite numbers, a server that went. */

/** @import { Diverged, Notice, Run, State } from "../state/types" */

import { el } from "../draw/dom.js";
import { icon } from "../draw/icons.js";
import { positionAt, stepName } from "../run/positions.js";
import { count } from "../words/numbers.js";
import { refusalOf } from "../words/refusals.js";

/** @type {import("../state/types").Mount} */
export function mountNotices(root, store) {
  const text = el("p", { class: "notice-text" });
  const close = el(
    "button",
    {
      class: "icon",
      attrs: { type: "button", "aria-label": "Dismiss", title: "Dismiss" },
      on: { click: dismiss },
    },
    icon("close"),
  );
  // The bar stays in the page, so that a screen reader hears what appears inside it.
  const bar = el("div", { class: "notice-holder", attrs: { role: "alert" } });
  const notice = el("div", { class: "notice" }, text, close);
  /** @type {string | null} */
  let dismissed = null;
  root.replaceChildren(bar);

  function dismiss() {
    dismissed = divergence(store.get());
    store.set({ failure: null, notice: null });
    paint(store.get());
  }

  /** @param {State} state */
  function paint(state) {
    const stopped = divergence(state);
    if (!stopped) dismissed = null;
    const words = refusal(state) ?? (stopped === dismissed ? null : stopped);
    const told = words === null ? state.notice : { words };
    if (!told) bar.replaceChildren();
    else if (!notice.isConnected || text.textContent !== content(told).textContent) {
      text.replaceChildren(content(told));
      bar.replaceChildren(notice);
    }
  }

  paint(store.get());
  return store.subscribe(paint);
}

/** @param {Notice} notice */
function content({ words, way }) {
  const whole = document.createDocumentFragment();
  whole.append(words);
  if (way) whole.append(" ", el("a", { text: way.words, attrs: { href: way.href } }));
  return whole;
}

/** @param {State} state */
function refusal({ failure }) {
  return failure && (failure.words ?? refusalOf(failure));
}

/** @param {State} state */
function divergence({ playback, run }) {
  return playback?.diverged && run ? stoppedAt(playback.diverged, run) : null;
}

/** @param {Diverged} diverged @param {Run} run */
function stoppedAt({ index, tensor, layer }, run) {
  const at = positionAt(index, run);
  const place = `${stepName(at).toLowerCase()}, mini-batch ${at.batch + 1} of epoch ${count(at.epoch)}`;
  return `Stopped before ${place}: ${tensor} of layer ${layer} would no longer be a finite number. Go back, or lower the learning rate.`;
}
