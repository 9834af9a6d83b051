/** Runs as the engine makes them, saved as for a page that plays by itself, and what it made known at some steps. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { replay } from "../../../static/js/saved/source.js";
import { unpack } from "../../../static/js/saved/unpack.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { createStore } from "../../../static/js/state/store.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const MOST_BYTES = 2 ** 28;

/** @param {{spec: object, epochs: number[], whole: number[], edits?: object[], at?: number[]}[]} requests */
export function savedRuns(requests) {
  const { stdout, stderr, status } = spawnSync(`${ROOT}/.venv/bin/python`, ["-m", "tests.saving"], {
    cwd: ROOT,
    input: JSON.stringify(requests),
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0) throw new Error(`tests.saving: ${stderr}`);
  return JSON.parse(stdout);
}

/** A clock that is told the time. */
export function handTime() {
  let now = 0;
  let ticking = null;
  return {
    now: () => now,
    setInterval: (tick) => {
      ticking = tick;
      return 1;
    },
    clearInterval: () => {
      ticking = null;
    },
    isTicking: () => ticking !== null,
    /** Let milliseconds pass, a sixtieth of a second at a time. */
    pass(milliseconds) {
      for (let gone = 0; gone < milliseconds; gone += 20) {
        now += 20;
        ticking?.();
      }
    },
  };
}

/** A saved run on a store of its own. */
export async function opened(body, begin = {}) {
  const saved = await unpack(body);
  const store = createStore();
  const time = handTime();
  const heard = [];
  const receive = store.receive;
  store.receive = (message) => {
    heard.push(message);
    receive(message);
  };
  const source = replay(store, saved, { begin, time });
  return {
    ...saved,
    store,
    time,
    heard,
    send: source.send,
    index: () => store.get().position.index,
  };
}

export { INITIAL };
