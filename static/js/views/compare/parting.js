/** Where the two runs part, as the engine finds it: asked for once, and anew when either becomes another run. */

/** @import { Parted, Send, State, Store } from "../../state/types" */
/** @import { Other } from "./other.js" */

import { el, put } from "../../draw/dom.js";
import { epochsAt, placeInBatch, positionAt, stepName } from "../../run/positions.js";
import { watches } from "../../state/whose.js";
import { compare } from "../../words/en-compare.js";
import { count, number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";

const words = spoken(compare);

/** Beyond what is recorded it is looked so many epochs on: most runs part in their first mini-batch. */
const EPOCHS_AHEAD = 1;

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
  const root = el(
    "section",
    { class: "compare-first", attrs: { "aria-label": words.first } },
    el("h2", { class: "eyebrow" }, words.first, sure),
    place,
    first,
    el("div", { class: "compare-ways" }, go, play),
  );
  /** @type {Parted | null} */
  let found = null;
  /** Of which two runs. */
  let of = "";
  let isAsking = false;
  /** Of which two runs it was refused to look. */
  let refused = "";
  let isOver = false;

  /** @param {State} state */
  const nameOf = ({ run }) => JSON.stringify([run?.digest, run?.edits, other.value().edits]);

  /** Whether the two are one and the same. */
  function isSame() {
    const [one, two] = [store.get().run, other.store.get().run];
    return one?.digest === two?.digest && JSON.stringify(one?.edits) === JSON.stringify(two?.edits);
  }

  async function look() {
    const [ours, theirs] = [store.get(), other.store.get()];
    if (
      isAsking ||
      isOver ||
      watches(ours) ||
      !ours.run ||
      !theirs.run ||
      ours.connection !== "open"
    )
      return;
    const now = JSON.stringify([nameOf(ours), theirs.run.digest]);
    const recorded = Math.max(ours.recorded, theirs.recorded);
    const isKnown = now === of && found;
    // What was the same so far is looked at again once there is twice as much of it.
    if (isKnown && (found?.index !== null || recorded < 2 * found.looked_at)) return paint();
    if (now !== of) found = null;
    paint();
    if (now === refused) return;
    isAsking = true;
    const { spec, edits } = other.value();
    const ahead = EPOCHS_AHEAD * ours.run.batches_per_epoch * ours.run.steps_per_batch;
    const last = recorded + ahead;
    const answer = await send({ type: "find_parting", spec, edits: [...edits], last });
    isAsking = false;
    if (isOver) return;
    if (answer.type === "error" && answer.code !== "not_connected") refused = now;
    if (answer.type !== "parted") return;
    of = now;
    found = answer;
    paint();
    told();
  }

  function paint() {
    const { run } = store.get();
    const parts = found?.index ?? null;
    go.disabled = play.disabled = parts === null || parts === 0;
    put(sure, parts ? words.identical : "");
    put(place, run ? (isSame() ? words.sameForGood : placeWords(found, run)) : "");
    put(first, found && run ? numberWords(found) : "");
  }

  /** Both go to the step before which nothing differs, once that is recorded; then play from there. @param {boolean} plays */
  async function travel(plays) {
    const { recorded, position } = store.get();
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
    /** Ask anew: the two are others. */
    again() {
      found = null;
      of = "";
    },
    /** Epochs before they part; null where that is not known, or they never were the same. */
    epochs() {
      const { run } = store.get();
      return run && found?.index ? epochsAt(found.index, run) : null;
    },
    end() {
      isOver = true;
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
