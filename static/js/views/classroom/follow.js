/** The page of who follows a class: its state always in sight, what only the teacher can do not shown. */

/** @import { Mount, State, Store } from "../../state/types" */

import { styleWithout } from "../../run/controls.js";
import { hasStrayed, standingOf, towards, wayOf } from "../../run/following.js";
import { isWriting } from "../../run/keys.js";
import { isOnFork, watches } from "../../state/whose.js";
import { styled } from "../styled.js";
import { makeBar } from "./follow-bar.js";
import { makeLook } from "./follow-look.js";
import { makePlace } from "./follow-place.js";
import { keepStanding } from "./follow-stand.js";
import { makeVeil } from "./follow-veil.js";
import { backToClass, forkButton } from "./fork.js";
import { forkTools } from "./fork-tools.js";

const STYLE = styled("static/css/classroom-follow.css");
/** Controls that the class's run has, and its followers have not. */
const LED = ["build", "by-hand", "transport"];

/** @type {Mount} */
export function mount(root, store, send, line) {
  const page = document.documentElement;
  const gone = new AbortController();
  const bar = makeBar(root, back);
  const look = makeLook(store, send, line);
  const fork = forkButton(store, line, bar.fork, look.element);
  const place = makePlace();
  const veil = makeVeil();
  const style = new CSSStyleSheet();
  style.replaceSync(styleWithout(LED));
  document.getElementById("stage")?.before(place.root);

  function back() {
    if (store.get().apart) store.set({ apart: false });
    if (line.whereabouts.place() !== "class") void backToClass(line);
  }

  /** @param {State} state */
  function paint(state) {
    const way = wayOf(state);
    const led = way !== null && watches(state);
    root.hidden = way === null;
    if (way) page.dataset.class = way;
    else delete page.dataset.class;
    if (page.toggleAttribute("data-led", led) !== document.adoptedStyleSheets.includes(style))
      document.adoptedStyleSheets = led
        ? [...document.adoptedStyleSheets, style]
        : document.adoptedStyleSheets.filter((each) => each !== style);
    document.getElementById("chart")?.toggleAttribute("inert", led);
    if (way) bar.paint(state, way);
    place.paint(state, led);
    fork.paint(led);
    look.paint(state, led);
    veil.paint(way === "paused");
  }

  returnByKey(store, back, gone.signal);
  const stops = [
    store.subscribe((state, before) => {
      guide(store, state, before);
      paint(state);
    }),
    keepStanding(store, send, standingOf),
    bar.dispose,
    fork.dispose,
    look.dispose,
    forkTools(store, send),
  ];
  void STYLE.then(() => {
    guide(store, store.get(), null);
    paint(store.get());
  });
  return () => {
    gone.abort();
    for (const stop of stops) stop();
  };
}

/**
 * A follower looks where the class does, until it chooses otherwise.
 * @param {Store} store
 * @param {State} state
 * @param {State | null} before
 */
function guide(store, state, before) {
  if (wayOf(state) === null || state.place !== "class" || state.apart) return;
  const change = towards(state, state.classroom?.sight ?? null);
  const isSettled =
    before &&
    !before.apart &&
    before.place === "class" &&
    watches(before) &&
    state.classroom === before.classroom;
  if (!isSettled || state.run?.id !== before.run?.id) {
    if (change) store.set(change);
  } else if (hasStrayed(state, before) && (change || !state.classroom?.sight)) {
    store.set({ apart: true });
  }
}

/**
 * Escape is the way back, once it has put away what was chosen in a run of one's own.
 * @param {Store} store
 * @param {() => void} back
 * @param {AbortSignal} signal
 */
function returnByKey(store, back, signal) {
  let hadChosen = false;
  const chosen = () => {
    const state = store.get();
    return isOnFork(state) && (state.selected !== null || state.picked !== null);
  };
  document.addEventListener("keydown", () => (hadChosen = chosen()), { signal, capture: true });
  document.addEventListener(
    "keydown",
    ({ key, target, defaultPrevented }) => {
      if (key !== "Escape" || defaultPrevented || hadChosen) return;
      if (isWriting(target) || (target instanceof Element && target.closest("dialog"))) return;
      if (wayOf(store.get()) === "own") back();
    },
    { signal },
  );
}
