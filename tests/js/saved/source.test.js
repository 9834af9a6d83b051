/** A saved run answers as a live line does: with the numbers that the engine made, at the nearest step that it has. */

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { saved as words } from "../../../static/js/words/en-saved.js";
import { opened, savedRuns } from "./saving.js";

const STEPS = 11;
const EPOCH = 25 * STEPS;
const INSIDE = [0, 1, 2, 5, 8, 10, 11, 12, 30, EPOCH, EPOCH + 1, EPOCH + 40];
/** Of the third and the fourth epoch it has the last mini-batch. */
const LATER = [3 * EPOCH - 10, 3 * EPOCH - 3, 3 * EPOCH, 4 * EPOCH - 6, 4 * EPOCH];
const PLAIN = {
  ...{ spec: {}, epochs: [0, 4], whole: [0, 2], at: [...INSIDE, ...LATER] },
  pictured: [0, 1, 4],
};
const CHANGED = {
  ...PLAIN,
  edits: [
    { index: 2 * STEPS, parameter: { layer: 1, unit_in: 0, unit_out: 1, value: 1e-50 } },
    { index: 40, learning_rate: 0.2 },
    { index: EPOCH, batch_size: 64 },
  ],
  at: [1, 23, 24, 33, 41, EPOCH, EPOCH + 1, EPOCH + 2, EPOCH + 4 * STEPS],
};
const RICH = {
  spec: {
    data: { kind: "iris" },
    hidden: [{ units: 3, activation: "relu", dropout: 0.2 }],
    optimizer: { kind: "adam", learning_rate: 0.02 },
    regularization: { kind: "l1", rate: 0.01 },
    schedule: { kind: "step" },
    batch_size: 32,
  },
  epochs: [1, 3],
  whole: [2, 3],
  at: [26, 30, 32, 57, 60, 64, 65, 66, 70, 72, 96],
};
/** @type {any[]} */
let runs;

before(() => {
  runs = savedRuns([PLAIN, CHANGED, RICH]);
});

/** What is on screen, as the engine's own numbers would be in single precision. */
function shown(store) {
  return Object.fromEntries(
    store
      .get()
      .layers.flatMap((tensors, layer) =>
        Object.entries(tensors ?? {}).map(([name, { data, shape }]) => [
          `${name} ${layer}`,
          { shape: [...shape], numbers: [...data].map(Math.fround) },
        ]),
      ),
  );
}

/** What the engine made known at a step. */
function known({ known }, index) {
  return Object.fromEntries(
    known
      .filter(([at]) => at === index)
      .map(([, name, layer, shape, numbers]) => [
        `${name} ${layer}`,
        { shape, numbers: numbers.map(Math.fround) },
      ]),
  );
}

for (const [place, name] of ["plain", "changed on the way", "with memories and masks"].entries())
  test(`a run ${name} is shown with every number that the engine made, however one comes there`, async () => {
    const { at } = [PLAIN, CHANGED, RICH][place];
    const page = await opened(runs[place].body);

    for (const index of [...at, ...at.toReversed()]) {
      await page.send({ type: "seek", index });

      assert.equal(page.index(), index);
      // Between a change and the next mini-batch the engine shows no pass, the page the one before.
      if (isChangedThere(place, index)) continue;
      assert.deepEqual(shown(page.store), known(runs[place], index), `step ${index}`);
    }
  });

function isChangedThere(place, index) {
  return place === 1 && (index === 2 * STEPS || index === EPOCH);
}

test("a number too small for single precision is kept as it is", async () => {
  const { send, store } = await opened(runs[1].body);

  await send({ type: "seek", index: 2 * STEPS + 1 });

  assert.equal(store.get().layers[1].w.data[1], 1e-50);
});

test("step after step comes to the same numbers as travelling", async () => {
  const [stepped, travelled] = [await opened(runs[0].body), await opened(runs[0].body)];

  for (let index = 1; index <= 40; index += 1) {
    await stepped.send({ type: "step" });
    await travelled.send({ type: "seek", index: 0 });
    await travelled.send({ type: "seek", index });

    assert.equal(stepped.store.get().stepped, true);
    const { layers: _, ...where } = stepped.store.get();
    assert.equal(where.position.index, index);
    const kept = Object.entries(shown(travelled.store));
    for (const [name, tensor] of kept) assert.deepEqual(shown(stepped.store)[name], tensor, name);
  }
});

test("the ends of epochs are shown as the engine draws them", async () => {
  const { send, store } = await opened(runs[0].body);

  const { points, pictures } = await send({
    ...{ type: "show_epochs", wanted: [0, 1, 4, 9], pictured: true },
  });

  assert.deepEqual(store.get().saved.pictured, [0, 1, 2, 3, 4]);
  assert.deepEqual(
    points.map(([epoch]) => epoch),
    [0, 1, 4],
  );
  for (const [at, { low, high, ...drawn }] of pictures.entries()) {
    const { low: least, high: most, ...engine } = runs[0].pictures[at];
    assert.deepEqual(drawn, engine);
    assert.ok(Math.abs(low - least) < 1e-6 && Math.abs(high - most) < 1e-6);
  }
});

test("a page opens where it was to, with all that is told of a run", async () => {
  const { store, head, index } = await opened(runs[2].body);
  const { run, history, recorded, connection, position } = store.get();

  assert.equal(connection, "open");
  assert.deepEqual([index(), head.start, recorded], [32, 32, 96]);
  assert.equal(run.spec.data.kind, "iris");
  assert.deepEqual(
    history.map(({ epoch }) => epoch),
    [0, 1, 2, 3],
  );
  assert.equal(position.phase, "update");
});

test("units lead where the engine's lead, or on to what is there", async () => {
  const { send, index } = await opened(runs[0].body);
  const step = async (count, unit) => {
    await send({ type: "step", count, unit });
    return index();
  };

  assert.equal(await step(3, "propagation"), 3);
  assert.equal(await step(1, "mini-batch"), STEPS);
  assert.equal(await step(-1, "propagation"), 10);
  assert.equal(await step(1, "epoch"), EPOCH);
  assert.equal(await step(1, "epoch"), 2 * EPOCH);
  assert.equal(await step(1, "propagation"), 3 * EPOCH - 10);
  assert.equal(await step(-1, "propagation"), 2 * EPOCH);
  assert.equal(await step(1, "mini-batch"), 3 * EPOCH - 10);
  assert.equal(await step(1, "mini-batch"), 3 * EPOCH);
  assert.equal(await step(9, "epoch"), 4 * EPOCH);
  assert.equal(await step(1, "propagation"), 4 * EPOCH);
  assert.equal(await step(-9, "epoch"), 0);
});

test("travelling to what is not there goes to the nearest, which is said once", async () => {
  const { send, index, store } = await opened(runs[0].body);

  await send({ type: "seek", index: 2 * EPOCH + 20 });
  assert.equal(index(), 2 * EPOCH);
  assert.equal(
    store.get().notice.words,
    words.nearest(words.has({ epochs: [0, 4], whole: [0, 2], each: 1 }), 1, 25),
  );

  store.set({ notice: null });
  await send({ type: "seek", index: 3 * EPOCH - 30 });
  assert.equal(index(), 3 * EPOCH - 10);
  assert.equal(store.get().notice, null);
});

test("it plays as fast as it is told, to its goal or its end", async () => {
  const { send, index, time, store } = await opened(runs[0].body);
  await send({ type: "set_speed", speed: 10 });

  await send({ type: "play", until_epoch: null, until_accuracy: null });
  time.pass(1000);
  assert.ok(Math.abs(index() - 11) <= 1, `${index()}`);
  assert.equal(store.get().stepped, true);

  await send({ type: "set_speed", speed: 1000, unit: "mini-batch" });
  await send({ type: "play", until_epoch: 1, until_accuracy: null });
  time.pass(1000);
  assert.equal(index(), EPOCH);
  assert.equal(store.get().playback.playing, false);

  await send({ type: "set_speed", speed: null });
  await send({ type: "play", until_epoch: null, until_accuracy: null });
  assert.equal(store.get().playback.playing, true);
  time.pass(10_000);
  assert.equal(index(), 4 * EPOCH);
  assert.equal(store.get().playback.playing, false);
  assert.equal(time.isTicking(), false);
});

test("it plays towards the start, and round and round", async () => {
  const { send, index, time, store } = await opened(runs[0].body, { index: 3 * EPOCH - 8 });
  await send({ type: "set_speed", speed: 10 });
  await send({ type: "play", backward: true });
  time.pass(500);
  assert.ok(index() < 2 * EPOCH + 1 && index() > 2 * EPOCH - 9, `${index()}`);

  await send({ type: "set_speed", speed: null });
  await send({ type: "play", backward: true });
  time.pass(5000);
  assert.deepEqual([index(), store.get().playback.playing], [0, false]);

  await send({ type: "set_speed", speed: 10 });
  await send({ type: "set_loop", loop: { first: 3, last: 7 } });
  await send({ type: "play" });
  const seen = new Set();
  for (let tenth = 0; tenth < 30; tenth += 1) {
    time.pass(100);
    seen.add(index());
  }
  assert.deepEqual([...seen].sort(), [3, 4, 5, 6, 7]);
  assert.equal(store.get().playback.playing, true);
});

test("it plays to an accuracy that its history has", async () => {
  const { send, index, time, head } = await opened(runs[0].body);
  const wanted = Math.min(...head.history[2].slice(3, 5));
  const first = head.history.findIndex((row) => Math.min(row[3], row[4]) >= wanted);
  await send({ type: "set_speed", speed: 50, unit: "epoch" });

  await send({ type: "play", until_epoch: null, until_accuracy: wanted });
  time.pass(2000);

  assert.equal(index(), first * EPOCH);
});

test("a pause, a step and a journey end playing", async () => {
  for (const command of [
    { type: "pause" },
    { type: "step", count: 1 },
    { type: "seek", index: 3 },
    { type: "reset" },
  ]) {
    const { send, time, store } = await opened(runs[0].body, { playing: true });
    assert.equal(store.get().playback.playing, true);

    const answer = await send(command);

    assert.equal(answer.type, "done");
    assert.equal(store.get().playback.playing, false);
    assert.equal(time.isTicking(), false);
  }
});

test("what it cannot do it refuses in words, and stays as it is", async () => {
  const { send, index, store } = await opened(runs[0].body, { index: 7 });

  for (const type of ["configure", "set_parameter", "undo", "probe", "sweep", "open_room"]) {
    store.set({ failure: null });
    const answer = await send({ type });

    assert.equal(answer.type, "error");
    assert.equal(store.get().failure.words, words.cannot);
  }
  assert.equal(index(), 7);
});

test("epochs are told in the table's words, without pictures", async () => {
  const { send, head } = await opened(runs[0].body);

  const answer = await send({ type: "show_epochs", wanted: [1, 3, 9] });

  assert.deepEqual(answer.points, [head.history[1], head.history[3]]);
  assert.deepEqual(answer.pictures, [null, null]);
});

test("a link to a step of this run is followed, one of another refused", async () => {
  const { send, index, head } = await opened(runs[0].body);
  const { spec, edits } = head.run;

  assert.equal((await send({ type: "restore", spec, edits, index: 30 })).type, "done");
  assert.equal(index(), 30);
  const other = { ...spec, seed: spec.seed + 1 };
  assert.equal((await send({ type: "restore", spec: other, edits, index: 3 })).type, "error");
  assert.equal(index(), 30);
});
