/** The forks that are shared, for who leads the class: stamps to choose from, to be compared or pinned. */

/** @import { PinnedFork, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { atHome } from "../../line/home.js";
import { toHash } from "../../run/link.js";
import { classroom } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { createStamp } from "./forks-stamp.js";
import { styleForks } from "./forks-style.js";

const words = spoken(classroom).forks;
const MOST_CHOSEN = 2;
/** Of a page on the big screen, what there is no place for. */
const HIDDEN = ["build", "panel", "buttons", "unit", "speed", "phases"];

/**
 * Watches the forks for as long as it is not stopped.
 * @param {Store} store
 * @param {Send} send
 */
export function forksCard(store, send) {
  void styleForks();
  /** @type {string[]} */
  let chosen = [];
  /** @type {Map<string, ReturnType<typeof createStamp>>} */
  const stamps = new Map();
  const here = el("span", { class: "fork-aside" });
  const grid = el("div", {
    class: "fork-grid",
    attrs: { role: "group", "aria-label": words.title },
  });
  const none = el("p", { class: "small-print", text: words.none });
  const compare = press(() => pin(chosen));
  const alone = press(() => pin(chosen.slice(0, 1)));
  const open = press(() => void openOwn(chosen[0]));
  const away = press(() => pin([]));
  const told = el("p", { class: "small-print", attrs: { role: "status" } });
  const root = el(
    "section",
    { class: "fork-card", attrs: { "aria-label": words.title } },
    el(
      "div",
      { class: "fork-title" },
      el("h3", { class: "eyebrow", text: words.title }),
      here,
      el("span", { class: "fork-aside", text: words.columns }),
    ),
    none,
    grid,
    el("div", { class: "fork-acts" }, compare, alone, open, away),
    told,
  );
  put(away, words.unpin);

  /** @param {string} name */
  function choose(name) {
    chosen = chosen.includes(name)
      ? chosen.filter((other) => other !== name)
      : [...chosen, name].slice(-MOST_CHOSEN);
    paint(store.get());
  }

  /** @param {readonly string[]} forks */
  async function pin(forks) {
    say(await send({ type: "pin_fork", forks }));
  }

  /** In a window of its own, as a run of one's own. @param {string} fork */
  async function openOwn(fork) {
    const page = window.open("", "_blank");
    const reply = await send({ type: "take_fork", fork });
    const { taken } = store.get();
    say(reply);
    if (reply.type === "error" || !taken || !page) page?.close();
    else page.location.href = addressOf(taken, {});
  }

  /** @param {Awaited<ReturnType<Send>>} reply */
  function say(reply) {
    if (reply.type === "error") store.set({ failure: null });
    put(told, reply.type === "error" ? refusalOf(reply) : "");
  }

  /** @param {State} state */
  function paint({ forks, pinned }) {
    const names = forks.map(({ name }) => name);
    chosen = chosen.filter((name) => names.includes(name));
    for (const [name, stamp] of stamps) {
      if (names.includes(name)) continue;
      stamp.root.remove();
      stamps.delete(name);
    }
    for (const fork of forks) {
      const known = stamps.get(fork.name);
      const stamp = known ?? createStamp(() => choose(fork.name));
      if (!known) stamps.set(fork.name, stamp);
      stamp.paint(fork, chosen.indexOf(fork.name));
    }
    order(
      grid,
      names.map((name) => stamps.get(name)?.root).filter((made) => made !== undefined),
    );
    put(here, words.shared(forks.length));
    none.hidden = forks.length > 0;
    const [one, two] = chosen;
    put(compare, words.compare(one ?? "", two ?? ""));
    compare.hidden = !two;
    put(alone, words.pin(one ?? ""));
    put(open, words.open(one ?? ""));
    alone.hidden = open.hidden = !one || Boolean(two);
    away.hidden = pinned.length === 0;
  }

  const watch = () => void send({ type: "watch_forks", watching: true });
  watch();
  paint(store.get());
  const unsubscribe = store.subscribe((state, before) => {
    // A new line knows nothing of what was asked on the last one.
    if (
      state.connection === "open" &&
      state.role === "drive" &&
      state.classroom !== before.classroom
    )
      watch();
    if (state.forks !== before.forks || state.pinned !== before.pinned) paint(state);
  });
  return {
    root,
    stop() {
      unsubscribe();
      if (store.get().connection === "open") void send({ type: "watch_forks", watching: false });
    },
  };
}

/**
 * Show what is pinned in `root`: one fork, or two side by side; nothing where none is.
 * @param {HTMLElement} root
 * @param {State} state
 */
export function pinnedForks(root, { pinned }) {
  const shown = pinned.map((fork) =>
    addressOf(fork, { embed: 1, theme: "light", hide: HIDDEN.join(",") }),
  );
  if (root.dataset.shown === shown.join(" ")) return;
  void styleForks();
  root.dataset.shown = shown.join(" ");
  root.hidden = shown.length === 0;
  root.classList.add("fork-pinned");
  root.replaceChildren(
    ...pinned.map(({ name }, at) =>
      el(
        "figure",
        {},
        el("figcaption", { text: words.fork(name) }),
        el("iframe", { attrs: { src: shown[at], title: words.fork(name) } }),
      ),
    ),
  );
}

/**
 * Where the page shows a fork's run.
 * @param {PinnedFork} fork
 * @param {Record<string, string | number>} choices
 */
function addressOf({ spec, edits, index }, choices) {
  const told = Object.entries(choices).map(([name, value]) => `&${name}=${value}`);
  const home = atHome("");
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) home.searchParams.set("lang", lang);
  home.hash = toHash(spec, index, edits) + told.join("");
  return home.href;
}

/** @param {() => void} act */
function press(act) {
  return el("button", { attrs: { type: "button" }, on: { click: act } });
}

/** Have children in this order, and move none that are. @param {Element} root @param {readonly Element[]} children */
function order(root, children) {
  children.forEach((child, at) => {
    if (root.children[at] !== child) root.insertBefore(child, root.children[at] ?? null);
  });
}
