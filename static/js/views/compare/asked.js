/** Asks where two runs part: once of every two, anew where there is twice as much of them, and as long as it is wanted. */

/** @import { Command, Parted, Send } from "../../state/types" */

/**
 * @param {Send} send
 * @param {() => void} told
 */
export function makeAsked(send, told) {
  /** @type {Parted | null} */
  let found = null;
  /** Of which two runs. */
  let of = "";
  /** Of which two it is asked just now. */
  let asking = "";
  let isCancelled = false;
  /** Of which two it was refused to look, and of which two somebody would wait no longer. */
  let [refused, left] = ["", ""];
  let isOver = false;

  /** @param {Two} two */
  async function look(two) {
    if (two.name !== of) found = null;
    if (asking && asking !== two.name) cancel();
    if (isOver || asking || isEnough(two)) return;
    asking = two.name;
    const answer = await send(two.command);
    asking = "";
    isCancelled = false;
    if (isOver) return;
    if (answer.type === "error" && answer.code !== "not_connected") refused = two.name;
    if (answer.type === "parted") [found, of] = [answer, two.name];
    told();
  }

  /** What was the same so far is looked at again once there is twice as much of it. @param {Two} two */
  function isEnough({ name, recorded }) {
    if (name === refused || name === left) return true;
    return found !== null && (found.index !== null || recorded < 2 * found.looked_at);
  }

  function cancel() {
    if (!asking || isCancelled) return;
    isCancelled = true;
    void send({ type: "cancel", what: "find_parting" });
  }

  return {
    look,
    found: () => found,
    isAsking: () => asking !== "",
    /** Whether nobody waits for it any more, though it is not known. */
    isLeft: () => found?.index === null && left === of,
    /** Wait no longer: what was looked at so far is told. */
    leave() {
      left = asking;
      cancel();
    },
    /** Go on waiting. */
    lookOn() {
      left = "";
      told();
    },
    /** Ask anew: the two are others. */
    again() {
      found = null;
      of = "";
    },
    end() {
      isOver = true;
      cancel();
    },
  };
}

/**
 * @typedef {object} Two two runs as they are now
 * @property {string} name which no other two have
 * @property {number} recorded up to this step, of the longer one
 * @property {Command} command which asks
 */
