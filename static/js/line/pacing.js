/** Never more than one command under way: for what is held down, and for what is dragged. */

/** @import { Command, Reply, Send } from "../state/types" */

export const FIRST_REPEAT_MS = 400;
export const REPEAT_MS = 125;

/** @param {number} milliseconds @returns {Promise<unknown>} */
const pass = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * A button or key that repeats while it is held; a repeat waits for the answer to the one before.
 * @param {(milliseconds: number) => Promise<unknown>} [wait]
 */
export function createHold(wait = pass) {
  let presses = 0;

  /**
   * @param {() => Promise<unknown> | null} act null ends the repeating: there is nothing more to do
   * @param {number} press
   */
  async function repeat(act, press) {
    let pause = FIRST_REPEAT_MS;
    while (press === presses) {
      const answer = act();
      if (!answer) return;
      await Promise.all([answer, wait(pause)]);
      pause = REPEAT_MS;
    }
  }

  return {
    /**
     * @param {() => Promise<unknown> | null} act
     * @returns {() => void} the way to let go of this press, and of no later one
     */
    press(act) {
      presses += 1;
      const press = presses;
      repeat(act, press);
      return () => {
        if (press === presses) presses += 1;
      };
    },
    release() {
      presses += 1;
    },
  };
}

/**
 * One after the other, each from where the one before has led; what was refused ends those that wait for it.
 * @template What
 * @param {(what: What) => Promise<Reply | null> | null} act null where there is nothing to do
 * @returns {(what: What) => Promise<Reply | null> | null}
 */
export function inTurn(act) {
  /** @type {Promise<Reply | null> | null} */
  let underWay = null;

  /** @param {What} what @returns {Promise<Reply | null> | null} */
  return function take(what) {
    if (underWay)
      return underWay.then((answer) => (answer?.type === "error" ? answer : take(what)));
    underWay = act(what)?.finally(() => (underWay = null)) ?? null;
    return underWay;
  };
}

/**
 * Sends the newest of many wishes of one kind: while one is under way, those that come meanwhile become one,
 * in which each field is as it was last wished.
 * @param {Send} send
 * @returns {(command: Command) => Promise<void>} resolves when nothing is under way any more
 */
export function createLatest(send) {
  /** @type {Command | null} */
  let next = null;
  /** @type {Promise<void> | null} */
  let running = null;

  async function run() {
    while (next) {
      const command = next;
      next = null;
      await send(command);
    }
    running = null;
  }

  return (command) => {
    next = { ...next, ...command };
    running ??= run();
    return running;
  };
}
