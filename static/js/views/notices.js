/** One bar for what went wrong: a refused command, a run that left the finite numbers, a server that went. */

/** @import { Diverged, Notice, Refusal, Run, State } from "../state/types" */

import { el } from "../draw/dom.js";
import { iconButton } from "../draw/icons.js";
import { positionAt, stepName } from "../run/positions.js";
import { refusalOf } from "../words/refusals.js";
import { words } from "../words/words.js";
import { onDemand } from "./on-demand.js";

/** What is refused at the door of a class: it is told where another code can be typed. */
const AT_THE_DOOR = ["no_such_room", "too_often"];

/** @type {import("../state/types").Mount} */
export function mountNotices(root, store, _, line) {
  const joining = onDemand(store, () => import("./classroom/join.js"));
  const forking = onDemand(store, () => import("./classroom/fork.js"));
  const text = el("p", { class: "notice-text" });
  const close = iconButton("close", words.notices.dismiss, dismiss);
  // The bar stays in the page, so that a screen reader hears what appears inside it.
  const bar = el("div", { class: "notice-holder", attrs: { role: "alert" } });
  const notice = el("div", { class: "notice" }, text, close);
  /** @type {string | null} */
  let dismissed = null;
  /** @type {string | null} */
  let read = null;
  const over = whenOver(async () => (await forking.ask())?.keepAsOwn(store, line));
  root.replaceChildren(bar);
  if (new URLSearchParams(location.search).has("join")) void askForCode(null);

  /** @param {Refusal | null} refusal */
  async function askForCode(refusal) {
    await (await joining.ask())?.openJoin(store, line, refusal);
  }

  function dismiss() {
    dismissed = divergence(store.get());
    if (!store.get().notice) read = difference(store.get());
    store.set({ failure: null, notice: null });
    paint(store.get());
  }

  /** @param {State} state */
  function paint(state) {
    const stopped = divergence(state);
    if (!stopped) dismissed = null;
    if (isAtTheDoor(state)) void askForCode(state.failure);
    const refused = refusal(state) ?? (stopped === dismissed ? null : stopped);
    const differs = difference(state);
    const left = differs === null || differs === read ? null : { words: differs };
    const told = refused === null ? (state.notice ?? left) : { words: refused };
    if (state.closed !== null && state.connection === "refused") over.show(bar, state.closed);
    else if (!told) bar.replaceChildren();
    else if (!notice.isConnected || text.textContent !== content(told).textContent) {
      text.replaceChildren(content(told));
      bar.replaceChildren(notice);
    }
  }

  paint(store.get());
  return store.subscribe(paint);
}

/**
 * What is on screen when its class is over, and the ways on.
 * @param {() => void} keep
 */
function whenOver(keep) {
  const text = el("p", { class: "notice-text" });
  const notice = el(
    "div",
    { class: "notice" },
    text,
    el("button", { text: words.notices.keep, attrs: { type: "button" }, on: { click: keep } }),
    el("a", { text: words.notices.joinOther, attrs: { href: "?join" } }),
  );
  return {
    /** @param {HTMLElement} bar @param {string} code */
    show(bar, code) {
      if (notice.isConnected) return;
      text.textContent = words.notices.closed(code);
      bar.replaceChildren(notice);
    },
  };
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
function isAtTheDoor({ failure }) {
  return failure?.field === "room" && AT_THE_DOOR.includes(failure.code);
}

/** @param {State} state */
function refusal(state) {
  const { failure } = state;
  if (isAtTheDoor(state)) return null;
  return failure && (failure.words ?? refusalOf(failure));
}

/** Of a run that was made again with other numbers. @param {State} state */
function difference({ playback }) {
  const first = playback?.differs ?? null;
  return first === null ? null : words.notices.differs(first);
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
