/** The other run: a room of its own on a line of its own, for as long as it is looked at, which goes where ours is. */

/** @import { Command, Edit, Spec, State, Store } from "../../state/types" */
/** @import { Leading } from "../../line/connection.js" */

import { connect } from "../../line/connection.js";
import { atHome } from "../../line/home.js";
import { createStore } from "../../state/store.js";
import { sameStep } from "./places.js";

/** @typedef {{ spec: Spec, edits: readonly Edit[], name: string }} Value a run by what makes it, and what it is called here */

/** Rooms of such names are nobody's to keep: they end with the page that opened them. */
const BESIDE = "beside-";
const RANDOM_BYTES = 16;

/**
 * @param {Store} store ours
 * @param {Value} value
 * @param {{ set: () => void, refused: () => void }} heard it is what it was told to be; there is no such run, and never was
 */
export function openOther(store, value, heard) {
  const other = createStore();
  const address = atHome("ws");
  address.protocol = address.protocol.replace("http", "ws");
  const { send, end } = connect(address, other, leadingTo(roomName()));
  let present = value;
  /** Whether it has been told what it is, on this line. */
  let isSet = false;
  /** Whether it has been any run of ours yet. */
  let wasSet = false;
  /** @type {number | null} where it is on its way to */
  let aim = null;
  /** Where it would go no further: its numbers end before that. */
  let stuck = -1;
  /** @type {string | null} */
  let refusal = null;

  /** The step at which it is to stand; null where that is not known yet. @param {State} ours @param {State} theirs */
  function wanted({ run, position }, theirs) {
    if (!run || !position || !theirs.run) return null;
    return sameStep(position.index, run, theirs.run);
  }

  async function become() {
    isSet = false;
    const ours = store.get();
    const { spec, edits } = present;
    const at = ours.position?.index ?? 0;
    const stands = other.get().run;
    const index = stands && ours.run ? sameStep(at, ours.run, stands) : 0;
    const answer = await send({ type: "restore", spec, edits, index });
    if (answer.type === "error" && answer.code === "not_connected") return;
    refusal = answer.type === "error" ? (answer.words ?? answer.message) : null;
    if (refusal) store.set({ notice: { words: refusal } });
    isSet = refusal === null;
    if (!isSet && !wasSet) return heard.refused();
    wasSet = true;
    if (isSet) heard.set();
    stuck = -1;
    aim = null;
    void follow();
  }

  /** Go where ours is, again and again while it goes on; who has gone back is followed at once. */
  async function follow() {
    const target = missing();
    if (!isSet || target === null || (aim !== null && target >= aim)) return;
    const mine = target;
    aim = target;
    const answer = await send(wayTo(target));
    // Another way was begun meanwhile, which ended this one.
    if (aim !== mine) return;
    aim = null;
    if (answer.type === "error") return;
    if (other.get().playback?.diverged) stuck = target;
    void follow();
  }

  /** @param {number} target @returns {Command} */
  function wayTo(target) {
    const { position, recorded } = other.get();
    const from = position?.index ?? 0;
    return target > recorded || target === from + 1
      ? { type: "step", count: target - from, unit: "propagation" }
      : { type: "seek", index: target };
  }

  function missing() {
    const theirs = other.get();
    const target = wanted(store.get(), theirs);
    const isThere = target === null || target === theirs.position?.index || target === stuck;
    return isThere ? null : target;
  }

  const unsubscribes = [
    store.subscribe((state, previous) => {
      if (state.catalog !== previous.catalog && state.catalog) other.setCatalog(state.catalog);
      if (state.position !== previous.position) void follow();
    }),
    other.subscribe((state, previous) => {
      if (state.connection === "open" && previous.connection !== "open") void become();
      if (state.notice !== previous.notice && state.notice) store.set({ notice: state.notice });
    }),
  ];
  const { catalog } = store.get();
  if (catalog) other.setCatalog(catalog);

  return {
    store: other,
    value: () => present,
    isSet: () => isSet,
    /** @param {Value} next */
    become(next) {
      present = next;
      return become();
    },
    end() {
      for (const unsubscribe of unsubscribes) unsubscribe();
      end();
    },
  };
}

/** @typedef {ReturnType<typeof openOther>} Other */

function roomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return BESIDE + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where a line leads that always leads to the same room, in no class. @param {string} room @returns {Leading} */
function leadingTo(room) {
  const nothing = () => {};
  return {
    room: () => room,
    isForked: () => false,
    lookNoMore: nothing,
    place: () => "class",
    search: () => `?${new URLSearchParams({ room })}`,
    key: () => null,
    forgetKey: nothing,
    welcomed: nothing,
    outlive: nothing,
  };
}
