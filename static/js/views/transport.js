/** The transport: the buttons, how large and how fast a step is, where the run stands, and every key. */

/** @import { Command, Mount, State, Unit, Until } from "../state/types" */
/** @import { Deed } from "../run/keys.js" */
/** @import { Pace } from "./transport/pace.js" */

import { el } from "../draw/dom.js";
import { paced } from "../draw/paced.js";
import { sayLost } from "../line/lost.js";
import { createHold } from "../line/pacing.js";
import {
  back,
  forward,
  play,
  playBackward,
  playForward,
  playOrPause,
  redo,
  toFirst,
  toLast,
  toStop,
  undo,
} from "../run/actions.js";
import { listenToKeys } from "../run/keys.js";
import { isShut } from "../run/led.js";
import { tooFastTo } from "../state/pace.js";
import { words } from "../words/words.js";
import { onDemand } from "./on-demand.js";
import { mountPhases } from "./phases.js";
import { mountButtons } from "./transport/buttons.js";
import { createPace } from "./transport/pace.js";
import { mountPlace } from "./transport/place.js";
import { mountSpeed } from "./transport/speed.js";
import { mountStops } from "./transport/stops.js";
import { makeUnits } from "./transport/units.js";
import { mountUntil } from "./transport/until.js";

/** What of the state it is painted from. */
const PAINTED = /** @type {const} */ ([
  "playback",
  "position",
  "run",
  "until",
  "connection",
  "stopPlaces",
]);

/** @type {Mount} */
export function mountTransport(root, store, send) {
  const hold = createHold();
  const pace = createPace(send);

  /** @param {(state: State) => Command | null} ask */
  const act = (ask) => {
    const command = ask(store.get());
    if (!command) sayLost(store);
    return command && send(command);
  };
  const unitNow = () => pace.now(store.get().playback).unit;
  const acts = {
    first: () => act(toFirst),
    back: (unit = unitNow()) => act((state) => back(state, unit)),
    toggle: () => act((state) => playOrPause(state, state.until)),
    play: () => act((state) => playForward(state, state.until)),
    backwards: () => act(playBackward),
    forward: (unit = unitNow()) => act((state) => forward(state, unit)),
    last: () => act(toLast),
    undo: () => act(undo),
    redo: () => act(redo),
    stop: (/** @type {boolean} */ backward) => act((state) => toStop(state, backward)),
  };

  const units = makeUnits((unit) => setPace({ unit }));
  const regions = build(units.root);
  root.replaceChildren(...Object.values(regions));
  const untilRoot = el("div", { class: "until" });
  regions.steps.append(untilRoot);
  const buttonActs = { ...acts, back: () => acts.back(), forward: () => acts.forward() };
  const buttons = mountButtons(regions.steps, buttonActs, hold);
  const stopsAt = mountStops(store, send);
  const paintUntil = mountUntil(untilRoot, setUntil, stopsAt);
  const paintSpeed = mountSpeed(regions.speed, (speed) => setPace({ speed }));
  const paintPlace = mountPlace(regions.place);
  const help = onDemand(store, () => import("./transport/help.js"));

  async function openHelp() {
    (await help.ask())?.openHelp(store.get());
  }

  /** @param {Partial<Pace>} changed */
  async function setPace(changed) {
    const taken = pace.change(changed);
    paint(store.get());
    await taken;
    paint(store.get());
  }

  /** @param {Until} wished */
  function setUntil(wished) {
    store.set({ until: wished });
    if (store.get().playback?.playing) send(play(wished));
    paint(store.get());
  }

  /** @param {State} state */
  function adopt({ playback, until }) {
    if (!playback?.playing) return;
    const { until_epoch: epoch, until_accuracy: accuracy } = playback;
    if (until.epoch !== epoch || until.accuracy !== accuracy)
      store.set({ until: { epoch, accuracy } });
  }

  /** @param {State} state */
  function paint(state) {
    const ready = state.position !== null && state.playback !== null;
    const { speed, unit } = pace.now(state.playback);
    buttons.paint(state, unit, state.until);
    units.paint(unit, ready);
    paintSpeed(speed, ready);
    const stopsThere = state.playback?.stops?.length ?? 0;
    paintUntil(state.until, ready, state.run?.task === "classification", stopsThere);
    stopsAt.paint(state);
    paintPlace(state);
    root.setAttribute("aria-busy", String(pace.waits() || (state.playback?.busy ?? false)));
  }

  const soon = paced(
    () => paint(store.get()),
    () => true,
  );

  /** @param {State} state */
  function paintNow(state) {
    soon.stop();
    paint(state);
  }

  const stops = [
    buttons.dispose,
    mountPhases(regions.phases, store, send),
    listenToKeys(
      (deed) => isShut(store.get(), deed) || deeds(acts, hold, openHelp)[deed](),
      hold.release,
    ),
    listenForHelp(openHelp),
    store.subscribe((state, previous) => {
      if (state.playback !== previous.playback) adopt(state);
      if (PAINTED.every((part) => state[part] === previous[part])) return;
      const { playback } = state;
      if (tooFastTo("read", playback) && playback === previous.playback) soon.ask();
      else paintNow(state);
    }),
    soon.stop,
    hold.release,
  ];
  adopt(store.get());
  paint(store.get());
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * What the keys do; the arrows and pages repeat while they are held.
 * @param {{ first: () => unknown, back: (unit: Unit) => Promise<unknown> | null, toggle: () => unknown, backwards: () => unknown, forward: (unit: Unit) => Promise<unknown> | null, last: () => unknown, undo: () => unknown, redo: () => unknown, stop: (backward: boolean) => unknown }} acts
 * @param {ReturnType<typeof createHold>} hold
 * @param {() => void} help
 * @returns {Record<Deed, () => unknown>}
 */
function deeds(acts, hold, help) {
  return {
    play: acts.toggle,
    "play backwards": acts.backwards,
    first: acts.first,
    last: acts.last,
    back: () => hold.press(() => acts.back("propagation")),
    forward: () => hold.press(() => acts.forward("propagation")),
    "back a mini-batch": () => hold.press(() => acts.back("mini-batch")),
    "forward a mini-batch": () => hold.press(() => acts.forward("mini-batch")),
    "back an epoch": () => hold.press(() => acts.back("epoch")),
    "forward an epoch": () => hold.press(() => acts.forward("epoch")),
    help,
    undo: acts.undo,
    redo: acts.redo,
    "next-stop": () => acts.stop(false),
    "previous-stop": () => acts.stop(true),
  };
}

/** The regions of the row, in reading order. @param {HTMLElement} units */
function build(units) {
  return {
    steps: group("steps", "group", words.transport.steps),
    units,
    speed: el("div", { class: "speed" }),
    place: el("div", { class: "place" }),
    phases: group("phases", "group", words.transport.strip),
  };
}

/**
 * @param {string} name
 * @param {string} role
 * @param {string} label
 */
function group(name, role, label) {
  return el("div", { class: name, attrs: { role, "aria-label": label } });
}

/** @param {() => void} open */
function listenForHelp(open) {
  document.addEventListener("propscope:help", open);
  return () => document.removeEventListener("propscope:help", open);
}
