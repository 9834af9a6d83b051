/** Stops in words, what is offered of what is selected, and where they became true. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { INITIAL } from "../../../../static/js/state/reduce.js";
import { createFinds, joined } from "../../../../static/js/views/stops/finds.js";
import { BECOMING, conditionOf, subjectsOf } from "../../../../static/js/views/stops/offered.js";
import { withStop } from "../../../../static/js/views/stops/with-stop.js";
import { numbersWords, stoppedWords, stopWords } from "../../../../static/js/views/stops/worded.js";

const RUN = {
  id: 1,
  edits: [],
  task: "classification",
  test_rows: 5,
  spec: { use_biases: true },
  layers: [
    { units: 2, names: ["x1", "x2"] },
    { units: 2, names: ["h1", "h2"], activation: "relu" },
    { units: 1, names: ["inside"], activation: "tanh" },
  ],
};
const WEIGHT = { of: "parameter", layer: 1, unit_in: 0, unit_out: 1 };
const SIGN = { quantity: WEIGHT, test: "changes_sign" };
const hit = (index, ...values) => ({ index, epoch: 2, batch: 3, values });

test("a stop is said in words", () => {
  const said = (condition) => stopWords(condition, RUN);

  assert.equal(said(SIGN), "weight x₁ → hidden 1 h2 changes sign");
  assert.equal(
    said({ quantity: { ...WEIGHT, unit_in: null }, test: "below", value: -0.5 }),
    "bias of hidden 1 h2 is below −0.500",
  );
  const silent = { of: "share", trouble: "silent", layer: 1, unit: 0 };
  assert.equal(said({ quantity: silent, test: "at_least", value: 1 }), "hidden 1 h1 dies");
  assert.equal(said({ quantity: silent, test: "below", value: 1 }), "hidden 1 h1 revives");
  assert.equal(
    said({ quantity: { of: "score", name: "test_loss" }, test: "rises", times: 3 }),
    "test loss rises 3 times running",
  );
  assert.equal(
    said({ quantity: { of: "prediction", half: "train", row: 6 }, test: "changes" }),
    "prediction of train row 7 flips",
  );
  const reached = (value) => said({ quantity: { of: "epochs" }, test: "at_least", value });
  assert.equal(reached(2), "epoch 2 is reached");
  assert.equal(reached(2.5), "epoch 3 is reached");
});

test("why it stopped has the place, the stop and the numbers", () => {
  const stopped = { conditions: [SIGN], found: 0, hit: hit(500, 0.1, -0.2), searched: 9 };

  assert.equal(
    stoppedWords(stopped, RUN),
    "Stopped at epoch 2, mini-batch 4: weight x₁ → hidden 1 h2 changes sign (0.100 → −0.200)",
  );
  const none = { ...stopped, found: null, hit: null, tensor: null };
  assert.match(stoppedWords(none, RUN), /^Nowhere in 9 steps: weight/);
  assert.match(stoppedWords({ ...none, tensor: "w" }, RUN), /^Not before w is no longer finite/);
});

test("the numbers that say why are in what they are of", () => {
  const run = { ...RUN, classes: ["outside", "inside"] };
  const said = (quantity, ...values) => numbersWords({ quantity }, values, run);

  assert.equal(said({ of: "prediction", half: "train", row: 6 }, 0, 1), "outside → inside");
  assert.equal(said({ of: "share", trouble: "silent" }, 0.5, 1), "50.0 % → 100 %");
  assert.equal(said({ of: "score", name: "test_accuracy" }, 0.5, 0.75), "50.0 % → 75.0 %");
  assert.equal(said({ of: "epochs" }, 2, 3), "2 → 3");
  assert.equal(said({ of: "score", name: "train_loss" }, 1, 2, 3, 4), "1.00 → 2.00 → 3.00 → 4.00");
  const ends = { conditions: [{ quantity: { of: "not_finite" }, test: "changes" }], found: 0 };
  assert.equal(
    stoppedWords({ ...ends, hit: hit(500, 0, 1) }, run),
    "Stopped at epoch 2, mini-batch 4: all numbers are no longer finite",
  );
});

test("what is selected is offered first, and all of it makes a stop that is said", () => {
  const selected = { layer: 1, unit: 1 };
  const state = { ...INITIAL, run: RUN, selected, picked: { ...WEIGHT, at: selected } };

  const subjects = subjectsOf(state);

  assert.deepEqual(subjects[0].quantity, { of: "parameter", layer: 1, unit_in: 0, unit_out: 1 });
  assert.equal(subjects[1].quantity.of, "share");
  assert.deepEqual(
    new Set(subjects.flatMap(({ becomes }) => becomes)),
    new Set(Object.keys(BECOMING).filter((name) => name !== "changes" && name !== "flips")),
  );
  for (const { quantity, becomes } of subjects)
    for (const one of becomes) assert.ok(stopWords(conditionOf(quantity, one, 2), RUN));
});

test("a stop is not there twice", () => {
  assert.deepEqual(withStop([SIGN], { ...SIGN }), [SIGN]);
  assert.equal(withStop([SIGN], { ...SIGN, test: "changes" }).length, 2);
});

test("places are asked for once, and then of what has come since", async () => {
  const sent = [];
  let places = [];
  const answers = [
    { type: "found", first: 0, last: 600, places: [{ count: 1, hits: [hit(500, 1)] }] },
    { type: "found", first: 601, last: 700, places: [{ count: 2, hits: [hit(650, 2)] }] },
  ];
  const send = async (command) => answers[sent.push(command) - 1];
  const finds = createFinds(send, (told) => (places = told));
  const playback = { playing: false, busy: false, stops: [SIGN] };
  const state = { ...INITIAL, connection: "open", run: RUN, playback, recorded: 600 };

  await finds.follow({ ...state, playback: { ...playback, playing: true } });
  await finds.follow(state);
  await finds.follow(state);
  await finds.follow({ ...state, recorded: 700 });

  assert.deepEqual(
    sent.map(({ first }) => first),
    [0, 601],
  );
  assert.deepEqual(
    places.map(({ count, hits }) => [count, hits.length]),
    [[3, 2]],
  );

  answers.push({ type: "error", code: "not_recorded" });
  await finds.follow({ ...state, recorded: 700, run: { ...RUN, id: 2 } });

  assert.equal(sent.at(-1).first, 0);
  assert.deepEqual(places, []);
  await finds.follow({ ...state, recorded: 700, run: { ...RUN, id: 2 } });
  assert.equal(sent.length, 3, "what is refused is not asked again");
});

test("of very many places the first are kept, and all counted", () => {
  const many = [{ count: 190, hits: Array.from({ length: 190 }, () => hit(1, 1)) }];

  const [{ count, hits }] = joined(many, many);

  assert.deepEqual([count, hits.length], [380, 200]);
});
