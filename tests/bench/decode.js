/** Prints the median µs that reading a frame takes, and the same as JSON: `node decode.js layout frame json`. */

import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";

import { createReader } from "../../static/js/line/frames.js";

const ROUNDS = 200;
const ROUND_MS = 1;

const [layout, frame, json] = argv.slice(2).map((path) => readFileSync(path));
const buffer = frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.byteLength);
const text = json.toString();
const read = createReader();
read(layout.toString());
stdout.write(
  JSON.stringify({
    frame: medianMicroseconds(() => read(/** @type {ArrayBuffer} */ (buffer))),
    json: medianMicroseconds(() => JSON.parse(text)),
  }),
);

/** @param {() => unknown} read */
function medianMicroseconds(read) {
  const rounds = Array.from({ length: ROUNDS }, () => roundMicroseconds(read)).sort((a, b) => a - b);
  return rounds[ROUNDS / 2];
}

/** @param {() => unknown} read */
function roundMicroseconds(read) {
  const start = performance.now();
  let times = 0;
  while (performance.now() - start < ROUND_MS) {
    read();
    times++;
  }
  return ((performance.now() - start) / times) * 1000;
}
