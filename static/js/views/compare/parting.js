/** Where the two runs part, as the engine finds it, and the way there. */

/** @import { Parted, Send, State, Store } from "../../state/types" */
/** @import { Other } from "./other.js" */

import { el, put } from "../../draw/dom.js";
import { epochsAt, placeInBatch, positionAt, stepName } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { compare } from "../../words/en-compare.js";
import { count, number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { makeAsked } from "./asked.js";

const words = spoken(compare);

/** Beyond what is recorded it is looked so many epochs on: most runs part in their first mini-batch. */
const EPOCHS_AHEAD = 1;
/** What is known sooner needs nothing to cancel it by. */
const LONG_MS = 400;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {Other} other
 * @param {() => void} told
 */
export function makeParting(store, send, other, told) {
  const place = el("strong", { class: "compare-parts" });
  const sure = el("span", { class: "small-print" });
  const first = el("p", { class: "small-print" });
  const go = button(words.go, () => travel(false));
  const play = button(words.play, () => travel(true));
  const wait = button(words.cancel, waitOrNot);
  const root = el(
    "section",
    { class: "compare-first", attrs: { "aria-label": words.first } },
    el("h2", { class: "eyebrow" }, words.first, sure),
    place,
    first,
    el("div", { class: "compare-ways" }, go, play, wait),
  );
  const asked = makeAsked(send, () => {
    paint();
    told();
  });
  /** Whether it takes long, where it is asked just now. */
  let isLong = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soonLong;

  /** Whether the two are one and the same. */
  function isSame() {
    const [one, two] = [store.get().run, other.store.get().run];
    return one?.digest === two?.digest && JSON.stringify(one?.edits) === JSON.stringify(two?.edits);
  }

  function look() {
    const [ours, theirs] = [store.get(), other.store.get()];
    if (watches(ours) || !ours.run || !theirs.run || ours.connection !== "open") return;
    const { spec, edits } = other.value();
    const recorded = Math.max(ours.recorded, theirs.recorded);
    const last = recorded + EPOCHS_AHEAD * ours.run.batches_per_epoch * ours.run.steps_per_batch;
    void asked.look({
      name: JSON.stringify([ours.run.digest, ours.run.edits, edits, theirs.run.digest]),
      recorded,
      command: { type: "find_parting", spec, edits: [...edits], last },
    });
    paint();
  }

  function paint() {
    const { run } = store.get();
    const [found, isAsking] = [asked.found(), asked.isAsking()];
    const parts = found?.index ?? null;
    if (isAsking) soonLong ??= setTimeout(takeLong, LONG_MS);
    else notLong();
    go.disabled = play.disabled = parts === null || parts === 0;
    wait.hidden = !isLong && !asked.isLeft();
    put(wait, asked.isLeft() && !isAsking ? words.lookOn : words.cancel);
    go.hidden = play.hidden = !wait.hidden;
    put(sure, parts ? words.identical : "");
    put(place, run && other.isSet() ? saidOf(found, run) : "");
    put(first, found && run ? numberWords(found) : "");
  }

  /** @param {Parted | null} found @param {NonNullable<State["run"]>} run */
  function saidOf(found, run) {
    return isSame() ? words.sameForGood : placeWords(found, run);
  }

  function takeLong() {
    isLong = true;
    paint();
  }

  function notLong() {
    clearTimeout(soonLong);
    soonLong = undefined;
    isLong = false;
  }

  function waitOrNot() {
    if (asked.isAsking()) return asked.leave();
    asked.lookOn();
    takeLong();
  }

  /** Both go to the step before which nothing differs, once that is recorded; then play from there. @param {boolean} plays */
  async function travel(plays) {
    const { recorded, position } = store.get();
    const found = asked.found();
    if (!found?.index || !position) return;
    const answer = await send(
      found.index <= recorded
        ? { type: "seek", index: found.index }
        : { type: "step", count: found.index - position.index, unit: "propagation" },
    );
    if (plays && answer.type === "done") await send({ type: "play" });
  }

  return {
    root,
    look,
    again: asked.again,
    /** Epochs before they part; null where that is not known, or they never were the same. */
    epochs() {
      const { run } = store.get();
      const found = asked.found();
      return run && found?.index ? epochsAt(found.index, run) : null;
    },
    end() {
      notLong();
      asked.end();
      root.remove();
    },
  };
}

/** @typedef {ReturnType<typeof makeParting>} Parting */

/** @param {Parted | null} found @param {NonNullable<State["run"]>} run */
function placeWords(found, run) {
  if (!found) return words.looking;
  if (found.index === 0) return found.tensor === null ? words.otherNetwork : words.fromStart;
  if (found.index !== null) {
    const { epoch, batch, phase, layer } = positionAt(found.index, run);
    return words.parts(epoch, batch + 1, stepName({ phase, layer }));
  }
  const at = positionAt(found.looked_at, run);
  const step = placeInBatch(found.looked_at, run.steps_per_batch) + 1;
  return words.sameUpTo(count(at.epoch), count(step));
}

/** The first number that differs, and both of what it is. @param {Parted} found */
function numberWords({ tensor, tensor_layer, here, there }) {
  if (tensor === null || here === null || there === null) return "";
  return words.firstNumber(tensor, tensor_layer, number(here), number(there));
}

/** @param {string} text @param {() => unknown} press */
function button(text, press) {
  return el("button", { text, attrs: { type: "button" }, on: { click: () => void press() } });
}
