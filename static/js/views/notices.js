/** One bar for what went wrong: a refused command, a run that left the finite numbers, a server that went. */

/** @import { Diverged, Notice, Run, State } from "../state/types" */

import { el } from "../draw/dom.js";
import { iconButton } from "../draw/icons.js";
import { positionAt, stepName } from "../run/positions.js";
import { refusalOf } from "../words/refusals.js";
import { words } from "../words/words.js";

/** @type {import("../state/types").Mount} */
export function mountNotices(root, store) {
  const text = el("p", { class: "notice-text" });
  const close = iconButton("close", words.notices.dismiss, dismiss);
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
    const refused = refusal(state) ?? (stopped === dismissed ? null : stopped);
    const told = refused === null ? state.notice : { words: refused };
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
function content({ words: told, way, reload }) {
  const whole = document.createDocumentFragment();
  whole.append(told);
  if (way) whole.append(" ", el("a", { text: way.words, attrs: { href: way.href } }));
  if (reload) whole.append(" ", reloadButton());
  return whole;
}

function reloadButton() {
  return el("button", {
    text: words.notices.reload,
    attrs: { type: "button" },
    on: { click: () => location.reload() },
  });
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
  return words.notices.diverged(stepName(at), at.batch + 1, at.epoch, tensor, layer);
}
