import assert from "node:assert/strict";
import { test } from "node:test";

import {
  blend,
  fillShares,
  hasOutgrown,
  largestOf,
  loudness,
  magnifier,
  parseColour,
  ramp,
  shade,
  shadeShares,
  symlog,
  widthOf,
} from "../../../static/js/draw/scales.js";

const PALETTE = { plus: [0, 0, 200], minus: [200, 0, 0], blank: [255, 255, 255], ink: [0, 0, 0] };

test("thickness is |w|, from 1 to 6.5 pixels", () => {
  assert.equal(widthOf(0, 2), 1);
  assert.equal(widthOf(2, 2), 6.5);
  assert.equal(widthOf(-2, 2), 6.5);
  assert.equal(widthOf(-1, 2), 3.75);
});

test("a weight beyond the frozen scale is drawn no thicker", () => {
  assert.equal(widthOf(9, 2), 6.5);
});

test("the largest weight is looked for in every layer, whatever its sign", () => {
  assert.equal(largestOf([[0.5, -3], [2]]), 3);
  assert.equal(largestOf([[0, 0]]), 1, "all zero still has a scale");
  assert.equal(largestOf([[0]], 0), 0);
});

test("a scale is outgrown by a quarter more, not by a trifle", () => {
  assert.equal(hasOutgrown(2, 2.4), false);
  assert.equal(hasOutgrown(2, 2.6), true);
});

test("a bar's length ignores the sign, fills at the largest and tells small from smaller", () => {
  assert.equal(symlog(5, 5), 1);
  assert.equal(symlog(-5, 5), 1);
  assert.equal(symlog(0, 5), 0);
  assert.equal(symlog(1, 0), 0);
  assert.ok(symlog(0.05, 5) > 2 * symlog(0.01, 5));
  assert.ok(symlog(0.05, 5) > 0.05);
});

test("a change that can be seen is not magnified", () => {
  assert.equal(magnifier(1, 1), 1);
  assert.equal(magnifier(0, 1), 1, "nothing changes");
});

test("a change too small to see is magnified by 1, 2 or 5 times a power of ten until it can be", () => {
  for (const change of [0.2, 0.03, 0.004, 1e-5]) {
    const times = magnifier(change, 1);
    const pixels = widthOf(change * times, 1) - widthOf(0, 1);
    assert.match(String(times), /^[125]0*$/);
    assert.ok(pixels > 0.9 && pixels <= 2.4 + 1e-9, `${change} × ${times} is ${pixels} pixels`);
  }
});

test("hue is the sign, and its strength the size", () => {
  assert.deepEqual(blend(PALETTE, 1), [0, 0, 200]);
  assert.deepEqual(blend(PALETTE, -1), [200, 0, 0]);
  assert.deepEqual(blend(PALETTE, 0), [255, 255, 255]);
  assert.deepEqual(blend(PALETTE, 7), blend(PALETTE, 1));
  assert.deepEqual(blend(PALETTE, Number.NaN), [255, 255, 255]);
});

test("the ramp holds one opaque pixel for every int8", () => {
  const bytes = new Uint8Array(ramp(PALETTE).buffer);
  const pixel = (q) => [...bytes.slice((q + 128) * 4, (q + 128) * 4 + 4)];

  assert.equal(bytes.length, 256 * 4);
  assert.deepEqual(pixel(0), [255, 255, 255, 255]);
  assert.deepEqual(pixel(127), [0, 0, 200, 255]);
  assert.deepEqual(pixel(-127), [200, 0, 0, 255]);
});

test("a picture is paper to ink, without a hue", () => {
  assert.deepEqual(shadeShares([-1, 0, 3]), [0, 0.25, 1]);
  assert.deepEqual(shadeShares([2, 2]), [0, 0], "an empty picture is paper");
  assert.deepEqual(shade(PALETTE, 0), [255, 255, 255]);
  assert.deepEqual(shade(PALETTE, 1), [0, 0, 0]);
});

test("fills are activations as they are, or against the largest when one is above 1", () => {
  assert.deepEqual(fillShares([0.5, -0.25]), [0.5, -0.25]);
  assert.deepEqual(fillShares([4, -1]), [1, -0.25]);
});

test("a unit that is almost silent everywhere is drawn paler", () => {
  assert.equal(loudness(3), 1);
  assert.equal(loudness(0.25), 0.5);
  assert.equal(loudness(0), 0);
});

test("a token's colour is read as its numbers", () => {
  assert.deepEqual(parseColour(" rgb(11, 98, 184)"), [11, 98, 184]);
});

test("a number that is not told has no size, and leaves the others theirs", () => {
  assert.equal(largestOf([[0.5, Number.NaN, -3]]), 3);
  assert.equal(symlog(Number.NaN, 5), 0);
  assert.deepEqual(fillShares([0.5, Number.NaN, -2]), [0.25, 0, -1]);
});
