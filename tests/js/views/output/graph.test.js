import assert from "node:assert/strict";
import { test } from "node:test";
import { graphProjection } from "../../../../static/js/views/output/graph.js";

const run = /** @type {any} */ ({ interval: [-2, 2] });

test("the input runs from left to right and the output upwards", () => {
  const to = graphProjection(run, [-1, 1], 300);

  assert.ok(to.x(-2) < to.x(0) && to.x(0) < to.x(2));
  assert.ok(to.y(1) < to.y(0) && to.y(0) < to.y(-1));
  assert.equal(to.x(0), (to.x(-2) + to.x(2)) / 2);
});

test("targets that are all alike still have a place", () => {
  const to = graphProjection(run, [3, 3], 300);

  assert.ok(Number.isFinite(to.y(3)));
});
