/** What the buttons and keys ask for, wherever the run stands. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  back,
  forward,
  playBackward,
  playForward,
  playOrPause,
  redo,
  toFirst,
  toLast,
  undo,
} from "../../../static/js/run/actions.js";

const UNTIL = { epoch: 12, accuracy: null };
const RUN = { steps_per_batch: 11, batches_per_epoch: 25 };
const DIVERGED = { tensor: "z", layer: 2, index: 51, message: "z of layer 2 is not finite" };

function standing({ index = 0, recorded = index, playing = false, diverged = null } = {}) {
  const position = { index, epoch: 0, batch: 0, phase: "forward", layer: 1 };
  return { position, recorded, playback: { playing, diverged }, connection: "open" };
}

test("before the first keyframe there is nothing to ask", () => {
  const state = { position: null, recorded: 0, playback: null, connection: "open" };

  const asked = [toFirst(state), back(state, "epoch"), forward(state, "epoch"), toLast(state)];

  assert.deepEqual([...asked, playOrPause(state, UNTIL)], [null, null, null, null, null]);
});

test("at the first step nobody can go back", () => {
  assert.equal(toFirst(standing()), null);
  assert.equal(back(standing(), "propagation"), null);
});

test("at the recorded end there is nothing further to travel to, but one can train on", () => {
  const state = standing({ index: 50 });

  assert.equal(toLast(state), null);
  assert.deepEqual(forward(state, "mini-batch"), { type: "step", count: 1, unit: "mini-batch" });
});

test("inside what is recorded the ends are seeks and a step goes either way", () => {
  const state = standing({ index: 50, recorded: 80 });

  assert.deepEqual(toFirst(state), { type: "seek", index: 0 });
  assert.deepEqual(toLast(state), { type: "seek", index: 80 });
  assert.deepEqual(back(state, "epoch"), { type: "step", count: -1, unit: "epoch" });
});

test("a run that diverged can go back, and forward up to where it stopped, but not on", () => {
  const atEnd = standing({ index: 50, diverged: DIVERGED });
  const before = standing({ index: 40, recorded: 50, diverged: DIVERGED });

  assert.equal(forward(atEnd, "propagation"), null);
  assert.equal(playOrPause(atEnd, UNTIL), null);
  assert.notEqual(back(atEnd, "propagation"), null);
  assert.notEqual(forward(before, "propagation"), null);
});

test("play carries what stops it, and pauses what plays", () => {
  const play = { type: "play", until_epoch: 12, until_accuracy: null };

  assert.deepEqual(playOrPause(standing(), UNTIL), play);
  assert.deepEqual(playOrPause(standing({ playing: true }), UNTIL), { type: "pause" });
});

for (const [where, index, kept] of [
  ["before it", 12 * 275 - 1, 12],
  ["where it is met", 12 * 275, null],
  ["past it", 12 * 275 + 5, null],
]) {
  test(`play keeps the epoch to stop at only while it is ahead: ${where}`, () => {
    const state = { ...standing({ index }), run: RUN, history: [] };

    assert.equal(playOrPause(state, UNTIL).until_epoch, kept);
  });
}

for (const [what, train_accuracy, test_accuracy, kept] of [
  ["met by both", 0.95, 0.9, null],
  ["met by the training rows alone", 0.95, 0.85, 0.9],
  ["met where there are no test rows", 0.95, null, null],
  ["of values that are no classes", null, null, 0.9],
]) {
  test(`play goes on without an accuracy that is met here: ${what}`, () => {
    const history = [{ epoch: 2, train_accuracy, test_accuracy }];
    const state = { ...standing({ index: 2 * 275 }), run: RUN, history };

    const { until_accuracy, until_epoch } = playOrPause(state, { epoch: 3, accuracy: 0.9 });

    assert.deepEqual([until_accuracy, until_epoch], [kept, 3]);
  });
}

test("only what was changed can be undone, and only what was undone be done again", () => {
  const [none, both] = [standing(), standing()];
  Object.assign(both.playback, { can_undo: true, can_redo: true });

  assert.deepEqual([undo(none), redo(none)], [null, null]);
  assert.deepEqual([undo(both), redo(both)], [{ type: "undo" }, { type: "redo" }]);
});

for (const connection of ["connecting", "lost", "refused"]) {
  test(`where nobody would be asked, nothing can be pressed: ${connection}`, () => {
    const state = { ...standing({ index: 50, recorded: 80, playing: true }), connection };
    Object.assign(state.playback, { can_undo: true, can_redo: true });

    const ends = [toFirst(state), toLast(state), undo(state), redo(state)];
    const steps = [back(state, "epoch"), forward(state, "epoch"), playOrPause(state, UNTIL)];

    assert.deepEqual([...ends, ...steps], Array(7).fill(null));
  });
}

test("what plays one way is turned by the button of the other, and paused by its own", () => {
  const on = standing({ index: 50, recorded: 80, playing: true });
  const back = { ...on, playback: { ...on.playback, backward: true } };

  assert.deepEqual(playBackward(on), { type: "play", backward: true });
  assert.deepEqual(playForward(on, UNTIL), { type: "pause" });
  assert.deepEqual(playBackward(back), { type: "pause" });
  assert.equal(playForward(back, UNTIL).type, "play");
  assert.deepEqual(playOrPause(back, UNTIL), { type: "pause" }, "a key pauses either");
});

test("at the start nothing is played backwards but a loop", () => {
  const start = standing({ recorded: 80 });
  const loops = { ...start, playback: { ...start.playback, loop: { first: 0, last: 40 } } };

  assert.equal(playBackward(start), null);
  assert.deepEqual(playBackward(loops), { type: "play", backward: true });
  assert.equal(playBackward({ ...loops, connection: "lost" }), null);
});
