/** What this page wants of speed and unit, beside what others in the room make of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createPace } from "../../../../static/js/views/transport/pace.js";

/** A room that takes what is sent when the test says so. */
function room() {
  const sent = [];
  const answers = [];
  const send = (command) => {
    sent.push(command);
    return new Promise((resolve) => answers.push(resolve));
  };
  return { sent, answers, send };
}

const shown = (pace, playback) => {
  const { speed, unit } = pace.now(playback);
  return { speed, unit };
};

test("only what is changed is sent", () => {
  const { sent, send } = room();

  createPace(send).change({ unit: "epoch" });

  assert.deepEqual(sent, [{ type: "set_speed", unit: "epoch" }]);
});

test("what is changed here shows at once, what another changes meanwhile as well", () => {
  const pace = createPace(room().send);

  pace.change({ unit: "epoch" });

  assert.deepEqual(shown(pace, { speed: 8, unit: "propagation" }), { speed: 8, unit: "epoch" });
  assert.equal(pace.waits(), true);
});

test("several changes wait together until the room has taken the last", async () => {
  const { answers, send } = room();
  const pace = createPace(send);

  const taken = [pace.change({ speed: null }), pace.change({ unit: "epoch" })];
  answers[0]();
  await new Promise(setImmediate);
  const [speed, unit] = [null, "epoch"];
  assert.deepEqual(shown(pace, { speed: 2, unit: "propagation" }), { speed, unit });
  answers[1]();
  await Promise.all(taken);

  assert.equal(pace.waits(), false);
  assert.deepEqual(shown(pace, { speed: 3, unit: "mini-batch" }), { speed: 3, unit: "mini-batch" });
});
