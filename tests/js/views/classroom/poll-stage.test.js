/** Where letters stand on connections: none hides another where there is room. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { spread } from "../../../../static/js/views/classroom/poll-stage.js";

const at = (x, y) => ({ x, y });

test("each stands at its best place, unless another is there already", () => {
  assert.deepEqual(spread([[at(50, 0), at(40, 0)], [at(50, 90)]]), [at(50, 0), at(50, 90)]);
  assert.deepEqual(
    spread([
      [at(50, 0), at(90, 0)],
      [at(52, 0), at(10, 0), at(99, 0)],
    ]),
    [at(50, 0), at(10, 0)],
  );
});

test("where there is no room it stands as far off as can be", () => {
  assert.deepEqual(spread([[at(0, 0)], [at(5, 0), at(20, 0), at(12, 0)]]), [at(0, 0), at(20, 0)]);
});

test("what is not drawn has no letter, and takes no room", () => {
  assert.deepEqual(spread([[], [at(1, 1)]]), [undefined, at(1, 1)]);
});
