/** What the bar under the network says of what a run cannot learn. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLessons } from "../../../../static/js/views/stage/lessons.js";
import { fakeDocument } from "../../document.js";
import { recorded } from "../../recorded.js";

fakeDocument();

const TABLE = { kind: "table", x: [[200], [300]], y: [[-1], [1]] };
const { runs } = recorded([
  { spec: {}, to: 1 },
  { spec: { initializer: "zeros" }, to: 1 },
  {
    spec: { data: TABLE, output_activation: "hard_tanh", hidden: [{ activation: "relu" }] },
    to: 1,
  },
  { spec: { data: { ...TABLE, x: [[2], [3]] }, output_activation: "sigmoid" }, to: 1 },
]);
const [usual, zeros, large, outside] = runs.map(([state]) => state);

/** What is said of these states, one after the other, by the same bar. */
function said(...states) {
  const { root, paint } = makeLessons(() => {});
  return states.map((state) => {
    paint(state);
    return root.textContent;
  });
}

test("a run that can learn has no bar, and one that cannot says why, in the menus' names", () => {
  const [nothing, stuck, again, far, unreached] = said(usual, zeros, usual, large, outside);

  assert.deepEqual([nothing, again], ["", ""]);
  assert.match(stuck, /^All weights start at 0\. tanh of 0 is 0, .* only the output’s bias learns/);
  assert.match(far, /^Large inputs\. They go up to 300,/);
  assert.match(unreached, /^Targets out of reach\. They go from −1 to 1, Sigmoid gives 0 to 1:/);
});
