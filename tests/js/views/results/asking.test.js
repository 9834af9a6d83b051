/** Who looks at the results is told of them as the run moves, at a pace that leaves it its time. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createAsker, PACE_MS } from "../../../../static/js/views/results/asking.js";

globalThis.document = { hidden: false };

const RUN = { id: 3 };
const at = (index) => ({ position: { index }, layers: [] });

/** A store, a server and a clock, all by hand. */
function scene({ answer = (state) => ({ run: 3, index: state.position.index }) } = {}) {
  const made = { open: true, cell: null, asked: [], told: [], waits: [], took: 0 };
  let state = { connection: "open", room: "main", run: RUN, people: 1, recorded: 9, ...at(0) };
  let clock = 0;
  let goOn = () => {};
  const asker = createAsker({
    store: { get: () => state },
    isOpen: () => made.open,
    cell: () => made.cell,
    told: (told) => made.told.push(told),
    ask: async (path) => {
      made.asked.push(path);
      clock += made.took;
      return path.includes("/rows") ? { total: 1, rows: [] } : answer(state, made.asked.length);
    },
    wait: (milliseconds) => {
      made.waits.push(milliseconds);
      return new Promise((resolve) => {
        goOn = resolve;
      });
    },
    now: () => clock,
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return Object.assign(made, {
    become: (change) => {
      state = { ...state, ...change };
      void asker.go();
      return settled();
    },
    rest: () => {
      goOn();
      return settled();
    },
  });
}

test("it is asked where the run stands, and not again before it has moved", async () => {
  const seen = scene();

  await seen.become({});
  await seen.rest();
  await seen.become({ people: 2 });

  assert.deepEqual(seen.asked, ["results?room=main"]);
  assert.deepEqual(seen.told, [{ results: { run: 3, index: 0 }, rows: null, cell: null }]);

  await seen.become(at(5));
  assert.equal(seen.told[1].results.index, 5);
});

test("however often it moves it is asked again only after a pause", async () => {
  const seen = scene();
  await seen.become({});

  for (const index of [1, 2, 3]) await seen.become(at(index));
  assert.equal(seen.asked.length, 1);
  await seen.rest();

  assert.deepEqual(
    seen.told.map(({ results }) => results.index),
    [0, 3],
  );
  assert.deepEqual(seen.waits, [PACE_MS.open, PACE_MS.open]);
});

test("the pause grows with what an answer takes and with those who are here", async () => {
  const seen = scene();
  seen.took = 400;
  await seen.become({});
  await seen.rest();
  seen.took = 0;
  await seen.become({ people: 80, ...at(1) });

  assert.deepEqual(seen.waits, [800, 10 * PACE_MS.open]);
});

test("while nobody looks a few are told more seldom, many not at all, and nobody of what is untrained", async () => {
  const seen = scene();
  seen.open = false;

  await seen.become({ recorded: 0 });
  await seen.become({ recorded: 9, people: 80 });
  assert.deepEqual(seen.asked, []);
  await seen.become({ people: 8 });

  assert.equal(seen.told.length, 1);
  assert.deepEqual(seen.waits, [PACE_MS.shut]);
});

test("the rows of a cell are asked for as soon as it is opened, and with every answer", async () => {
  const seen = scene();
  await seen.become({});
  await seen.rest();

  seen.cell = { half: "test", question: 0, target: 1, said: 0 };
  await seen.become({});
  await seen.rest();
  await seen.become(at(2));

  const rows = "results/rows?room=main&half=test&question=0&target=1&said=0";
  assert.deepEqual(seen.asked.slice(1), ["results?room=main", rows, "results?room=main", rows]);
  assert.equal(seen.told.at(-1).rows.total, 1);
  assert.equal(seen.told.at(-1).cell, seen.cell);
});

test("of points on the plane each row's cell is asked for while somebody looks, at once when they begin", async () => {
  const seen = scene();
  seen.open = false;
  await seen.become({ run: { ...RUN, plane: [-6, 6] } });
  await seen.rest();

  seen.open = true;
  await seen.become({});

  assert.deepEqual(seen.asked, ["results?room=main", "results?room=main&cells=true"]);
});

test("what was measured elsewhere than where a run rests is asked for again", async () => {
  const seen = scene({ answer: (_, times) => ({ run: 3, index: times === 1 ? 4 : 5 }) });

  await seen.become({ playback: { playing: false }, ...at(5) });
  await seen.rest();
  await seen.rest();

  assert.deepEqual(
    seen.told.map(({ results }) => results.index),
    [4, 5],
  );
});

test("of another run nothing is told, and without an answer it is asked again later", async () => {
  const answers = [null, { run: 2, index: 0 }, { run: 3, index: 0 }];
  const seen = scene({ answer: () => answers.shift() });

  await seen.become({});
  assert.ok(seen.waits[0] > PACE_MS.shut);
  await seen.rest();
  assert.equal(seen.told.length, 0);
  await seen.rest();

  assert.equal(seen.told.length, 1);
});

test("nothing is asked of what a class is to predict before it is revealed", async () => {
  const seen = scene();

  await seen.become({ poll: { hides: true } });
  assert.deepEqual(seen.asked, []);
  await seen.become({ poll: { hides: false } });

  assert.equal(seen.asked.length, 1);
});

test("nothing is asked without a line", async () => {
  const seen = scene();

  await seen.become({ connection: "lost" });

  assert.deepEqual(seen.asked, []);
});

test("a saved page is asked for what it has, of where the run stands, and again once that moves", async () => {
  const seen = scene();
  const told = { run: 3, index: 4 };
  const measured = { at: (index) => (index < 4 ? null : told), rows: () => "its rows" };
  seen.cell = { half: "test" };

  await seen.become({ saved: { measured }, ...at(5) });
  await seen.rest();
  await seen.rest();
  await seen.become(at(3));

  assert.deepEqual(seen.told, [{ results: told, rows: "its rows", cell: seen.cell }, null]);
  assert.deepEqual([seen.asked, seen.waits], [[], [PACE_MS.saved, PACE_MS.saved]]);
});
