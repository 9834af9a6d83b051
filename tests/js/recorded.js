/** Runs as the engine makes them: every state of the page while it watches one, from real letters and frames. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createReader } from "../../static/js/line/frames.js";
import { INITIAL, reduceFrame, reduceLetter } from "../../static/js/state/reduce.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MOST_BYTES = 2 ** 28;

/**
 * @param {{spec: object, from?: number, to?: number}[]} requests whoever watches joins after `from` propagations
 *   and stays until `to` are made
 * @param {string} [from] the program that records them
 * @returns {{catalog: object, runs: object[][]}} of each run the states after its frames, the first a keyframe
 */
export function recorded(requests, from) {
  const { catalog, runs } = scenes(requests, from);
  const before = { ...INITIAL, catalog };
  return {
    catalog,
    runs: runs.map(([{ told }]) =>
      statesOf(before, told).filter((_, place) => "kind" in told[place]),
    ),
  };
}

/**
 * What is told of runs, and of everything that is done with them.
 * @param {{spec: object, from?: number, to?: number, acts?: object[]}[]} requests see tests/recording.py
 * @param {string} [from]
 * @returns {{catalog: object, runs: {told: object[], joins: object[]}[][]}} letters and decoded frames
 */
export function scenes(requests, from = "tests.recording") {
  const { stdout, stderr, status } = spawnSync(`${ROOT}/.venv/bin/python`, ["-m", from], {
    cwd: ROOT,
    input: JSON.stringify(requests),
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0) throw new Error(`${from}: ${stderr}`);
  const { catalog, runs } = JSON.parse(stdout);
  const both = ({ told, joins }) => ({ told: readAll(told), joins: readAll(joins) });
  return { catalog, runs: runs.map((run) => run.map(both)) };
}

/** The state after each of these messages. */
export function statesOf(before, messages) {
  let state = before;
  return messages.map((message) => {
    state = "kind" in message ? reduceFrame(state, message) : reduceLetter(state, message);
    return state;
  });
}

function readAll(messages) {
  const read = createReader();
  return messages.map(({ text, frame }) =>
    read(text ?? Uint8Array.from(Buffer.from(frame, "base64")).buffer),
  );
}
