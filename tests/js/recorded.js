/** Runs as the engine makes them: every state of the page while it watches one, from real letters and frames. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { decodeFrame } from "../../static/js/line/frames.js";
import { INITIAL, reduceFrame, reduceLetter } from "../../static/js/state/reduce.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MOST_BYTES = 2 ** 28;

/**
 * @param {{spec: object, from?: number, to?: number}[]} requests whoever watches joins after `from` propagations
 *   and stays until `to` are made
 * @returns {{catalog: object, runs: object[][]}} of each run the states after its frames, the first a keyframe
 */
export function recorded(requests) {
  const { stdout, stderr, status } = spawnSync(
    `${ROOT}/.venv/bin/python`,
    ["-m", "tests.recording"],
    { cwd: ROOT, input: JSON.stringify(requests), maxBuffer: MOST_BYTES },
  );
  if (status !== 0) throw new Error(`tests.recording: ${stderr}`);
  const { catalog, runs } = JSON.parse(stdout);
  return { catalog, runs: runs.map((messages) => statesOf(catalog, messages)) };
}

function statesOf(catalog, messages) {
  let state = { ...INITIAL, catalog };
  const states = [];
  for (const message of messages) {
    if (typeof message !== "string") state = reduceLetter(state, message);
    else {
      state = reduceFrame(
        state,
        decodeFrame(Uint8Array.from(Buffer.from(message, "base64")).buffer),
      );
      states.push(state);
    }
  }
  return states;
}
