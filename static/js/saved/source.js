/** A saved run in place of a line to a server: it answers the same commands, as far as it has what they ask for. */

/** @import { Command, Done, EpochsShown, Letter, Playback, Refusal, Send, Store } from "../state/types" */
/** @import { Unpacked } from "./unpack.js" */

import { epochsAt, positionAt } from "../run/positions.js";
import { saved as english } from "../words/en-saved.js";
import { spoken } from "../words/words.js";
import { WITHOUT_SERVER } from "./address.js";
import { createClock } from "./clock.js";
import { measured } from "./measured.js";
import { isAtItsEnd, onwards } from "./onwards.js";
import { createPictures } from "./pictures.js";
import { createPlaces } from "./places.js";

const words = spoken(english);

/** Up to this speed every unit played is shown. */
const EACH_SHOWN_PER_S = 30;

/** @typedef {{ setInterval: typeof setInterval, clearInterval: typeof clearInterval, now(): number }} Time */

/** @type {Time} */
const HERE = {
  setInterval: (...given) => setInterval(...given),
  clearInterval: (timer) => clearInterval(timer),
  now: () => performance.now(),
};
const TICK_MS = 1000 / 60;
const MS_PER_S = 1000;

/**
 * @param {Store} store
 * @param {Unpacked} saved
 * @param {{ begin?: Partial<Playback> & { index?: number }, time?: Time }} [how] where it begins, and how it plays
 * @returns {{ send: Send, go(): Promise<null>, wake(): void }}
 */
export function replay(
  store,
  { head, passes, pictures: film },
  { begin: opening = {}, time = HERE } = {},
) {
  const { run, history } = head;
  const places = createPlaces(
    passes.map(({ number }) => number),
    run,
  );
  const pictures = createPictures(passes, places, run);
  const clock = createClock();
  const { index: beginning = head.start, ...pace } = opening;
  let index = places.nearest(beginning);
  /** @type {Playback} */
  let playback = { ...head.playback, ...pace, playing: false };
  let isToldWhatIsHere = false;
  let lastId = 0;
  let then = time.now();
  /** @type {ReturnType<typeof setInterval> | null} */
  let timer = null;

  /** @param {Letter} letter */
  const tell = (letter) => store.receive(letter);
  tell({ type: "welcome", room: "", protocol: "propscope.v4" });
  store.set({
    saved: {
      ...{ said: words.mark, hint: words.has(head), ...WITHOUT_SERVER },
      ...{ each: head.each, pictured: [...film.keys()], measured: measured(head) },
    },
  });
  tell(run);
  tell({ type: "history", keep: 0, points: history });
  show();
  become({});
  store.setConnection("open");
  if (pace.playing) play(playback);

  return {
    send: async (command) => {
      lastId += 1;
      if (command.type === "show_epochs") return shown(command);
      const refusal = obey(command);
      if (!refusal) return done();
      const answer = { ...refusal, id: lastId };
      store.receive(/** @type {any} */ (answer));
      return answer;
    },
    go: async () => null,
    // It has slept through nothing.
    wake: () => {},
  };

  /** What is known of epochs. @param {Extract<Command, { type: "show_epochs" }>} command @returns {EpochsShown} */
  function shown({ wanted, pictured }) {
    const points = history.filter(([epoch]) => wanted.includes(epoch));
    const pictures = points.map(([epoch]) => (pictured && film.get(epoch)) || null);
    return { type: "epochs_shown", id: lastId, points, pictures };
  }

  /** @returns {Done} */
  function done() {
    return { type: "done", id: lastId, index };
  }

  /** @param {Command} command @returns {Omit<Refusal, "id"> | null} */
  function obey(command) {
    switch (command.type) {
      case "play":
        play(command);
        return null;
      case "pause":
        pause();
        return null;
      case "step":
        pause();
        stand(places.target(index, command.count ?? 1, command.unit ?? "propagation"));
        return null;
      case "seek":
        pause();
        travel(command.index);
        return null;
      case "reset":
        pause();
        stand(places.first);
        return null;
      case "set_speed": {
        const { speed = playback.speed, unit = playback.unit } = command;
        become({ speed, unit });
        clock.restart(speed);
        return null;
      }
      case "set_loop":
        become({ loop: command.loop ?? null });
        return null;
      case "restore":
        return restore(command);
      default:
        return refusalOf(command.type);
    }
  }

  /** @param {Extract<Command, { type: "restore" }>} command */
  function restore({ spec, edits = [], index: there = 0 }) {
    const isThis = isSame(spec, run.spec) && isSame(edits, run.edits);
    if (!isThis) return refusalOf("restore");
    pause();
    travel(there);
    return null;
  }

  /** @param {Partial<Playback>} change */
  function become(change) {
    playback = { ...playback, ...change };
    tell(playback);
  }

  /** @param {number} there one of those that are there */
  function stand(there) {
    if (there === index) return;
    const next = there === index + 1 ? pictures.step(there) : null;
    index = there;
    if (next) store.receive(next);
    else show();
  }

  function show() {
    store.receive(pictures.keyframe(index));
  }

  /** To a step, or to the nearest that is there; which is said once. @param {number} there */
  function travel(there) {
    stand(places.nearest(there));
    if (index === there || isToldWhatIsHere) return;
    isToldWhatIsHere = true;
    const { epoch, batch } = positionAt(index, run);
    store.set({ notice: { words: words.nearest(words.has(head), epoch, batch + 1) } });
  }

  /** @param {Pick<Extract<Command, { type: "play" }>, "until_epoch" | "until_accuracy" | "backward">} goal */
  function play({ until_epoch = null, until_accuracy = null, backward = false }) {
    const isTurned = backward !== playback.backward;
    const next = { until_epoch, until_accuracy, backward };
    become({ ...next, playing: !isOver({ ...playback, ...next }) });
    if (!playback.playing) halt();
    else if (!timer || isTurned) begin();
  }

  function begin() {
    halt();
    clock.restart(playback.speed, 1);
    then = time.now();
    timer = time.setInterval(tick, TICK_MS);
  }

  function halt() {
    if (timer) time.clearInterval(timer);
    timer = null;
  }

  function pause() {
    halt();
    if (playback.playing) become({ playing: false });
  }

  function tick() {
    const now = time.now();
    const units = clock.take((now - then) / MS_PER_S);
    then = now;
    if (units === 0) return;
    const { speed } = playback;
    const isEachShown = units !== null && speed !== null && speed <= EACH_SHOWN_PER_S;
    const leaps = isEachShown ? units : 1;
    for (let leap = 0; leap < leaps && playback.playing; leap += 1) {
      stand(onwards(places, index, playback, isEachShown ? 1 : units));
      if (isOver(playback)) pause();
    }
  }

  /** @param {Playback} how */
  function isOver(how) {
    if (isAtItsEnd(places, index, how)) return true;
    return !how.backward && isReached(how.until_epoch, how.until_accuracy);
  }

  /** Whether an epoch ends here where what playing waits for has come. @param {number | null} epochs @param {number | null} accuracy */
  function isReached(epochs, accuracy) {
    const gone = epochsAt(index, run);
    if (epochs !== null && gone >= epochs) return true;
    if (accuracy === null || !Number.isInteger(gone)) return false;
    const point = history.find(([epoch]) => epoch === gone);
    const halves = [point?.[3], point?.[4]].filter((half) => half !== null && half !== undefined);
    return halves.length > 0 && Math.min(...halves) >= accuracy;
  }
}

/** @param {unknown} one @param {unknown} other */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @param {string} type @returns {Omit<Refusal, "id">} */
function refusalOf(type) {
  return {
    type: "error",
    code: "not_allowed",
    field: "type",
    value: type,
    limit: null,
    message: words.cannot,
    words: words.cannot,
  };
}
