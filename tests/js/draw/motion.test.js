import assert from "node:assert/strict";
import { test } from "node:test";

import {
  arrivedSum,
  duration,
  ease,
  firstArrival,
  flight,
  NORMAL,
  secondBeat,
  travelled,
  within,
} from "../../../static/js/draw/motion.js";

const playing = (speed, unit = "propagation") => ({ playing: true, speed, unit });
const paused = (speed, unit = "propagation") => ({ playing: false, speed, unit });

test("a step taken by hand lasts 600 ms, whatever the unit and however fast it would play", () => {
  for (const speed of [null, 0.5, 2, 100]) assert.equal(duration(paused(speed), false), 600);
  assert.equal(duration(paused(0.25, "epoch"), false), 600);
  assert.equal(duration(null, false), 600);
});

test("while playing, a step is over before the next one comes", () => {
  for (const speed of [0.3, 0.5, 1, 2, 5, 8]) {
    const length = duration(playing(speed), false);
    assert.ok(length > 0 && length <= 900 / speed + 1e-9, `${speed}: ${length}`);
  }
  assert.equal(duration(playing(1), false), NORMAL);
  assert.equal(duration(playing(2), false), 450);
});

test("one step in four seconds moves four times as slowly, and no speed more slowly than that", () => {
  assert.equal(duration(playing(0.25), false), 4 * NORMAL);
  assert.equal(duration(paused(0.25), false), 4 * NORMAL);
  assert.equal(duration(playing(0.01), false), 4 * NORMAL);
});

test("above eight steps a second, in larger units, and as fast as it goes, nothing is tweened", () => {
  for (const fast of [playing(8.1), playing(null), playing(1, "epoch"), playing(2, "mini-batch")]) {
    assert.equal(duration(fast, false), 0);
  }
  assert.notEqual(duration(playing(8), false), 0);
});

test("who asks for no motion gets none", () => {
  assert.equal(duration(paused(1), true), 0);
  assert.equal(duration(playing(0.25), true), 0);
});

test("packets leave one after the other and are all there before the second beat", () => {
  for (const count of [1, 2, 12, 64]) {
    const flights = Array.from({ length: count }, (_, index) => flight(index, count));
    for (const [index, [leaves, arrives]] of flights.entries()) {
      assert.ok(leaves < arrives);
      assert.equal(secondBeat(arrives), 0);
      if (index > 0) assert.ok(leaves > flights[index - 1][0]);
    }
    assert.equal(flights[0][0], 0);
  }
});

test("a packet is nowhere before it leaves, at the end when it arrives, and never goes back", () => {
  const [leaves, arrives] = flight(1, 3);
  const steps = Array.from({ length: 101 }, (_, k) => travelled(k / 100, 1, 3));

  assert.equal(travelled(leaves, 1, 3), 0);
  assert.equal(travelled(arrives, 1, 3), 1);
  for (let k = 1; k < steps.length; k++) assert.ok(steps[k] >= steps[k - 1]);
});

test("what adds up is the bias, then each term as its packet arrives", () => {
  const terms = [10, 200, 3000];

  assert.equal(arrivedSum(1, terms, 0), 1);
  assert.equal(arrivedSum(1, terms, firstArrival(3)), 11);
  assert.equal(arrivedSum(1, terms, flight(1, 3)[1]), 211);
  assert.equal(arrivedSum(1, terms, 1), 3211);
});

test("the second beat begins after the first and ends with the step", () => {
  assert.equal(secondBeat(0.5), 0);
  assert.equal(secondBeat(1), 1);
});

test("easing starts at 0, ends at 1 and stays in between", () => {
  assert.equal(ease(0), 0);
  assert.equal(ease(0.5), 0.5);
  assert.equal(ease(1), 1);
  assert.equal(within(5, 0, 1), 1);
  assert.equal(within(-5, 0, 1), 0);
});
