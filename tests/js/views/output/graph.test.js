import assert from "node:assert/strict";
import { test } from "node:test";
import { drawOwn, graphProjection } from "../../../../static/js/views/output/graph.js";

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

test("a sample of one's own is where the network says it is, once it does", () => {
  const colours = /** @type {any} */ ({ ink: "ink", surface: "surface" });
  const to = { x: (/** @type {number} */ x) => 10 * x, y: (/** @type {number} */ y) => 100 - y };
  const layers = [{ a: { data: [1.5] } }, {}, { a: { data: [40] } }];
  /** @type {number[][]} */
  const arcs = [];
  const pen = /** @type {any} */ ({
    ...{ beginPath() {}, fill() {}, stroke() {} },
    arc: (/** @type {number} */ x, /** @type {number} */ y) => arcs.push([x, y]),
  });
  const draw = (/** @type {object} */ state) =>
    drawOwn(pen, /** @type {any} */ (state), /** @type {any} */ ({ layers }), to, colours);

  draw({ own: null, layers });
  draw({ own: { answer: null }, layers });
  draw({ own: { answer: {} }, layers: [layers[0], {}, {}] });
  assert.deepEqual(arcs, []);
  draw({ own: { answer: {} }, layers });

  assert.deepEqual(arcs, [[15, 60]]);
});
