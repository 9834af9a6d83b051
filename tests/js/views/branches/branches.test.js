/** Branches on the page: their names, their places in the tree, and what is drawn of them on the chart. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { runAt } from "../../../../static/js/state/edited.js";
import { INITIAL } from "../../../../static/js/state/reduce.js";
import { clearOf, forksOf, linesOf, offLine } from "../../../../static/js/views/branches/chart.js";
import { namesOf } from "../../../../static/js/views/branches/named.js";
import { partsAt, rowsOf } from "../../../../static/js/views/branches/rows.js";
import { scaleOf } from "../../../../static/js/views/chart/scale.js";
import { scenes, statesOf } from "../../recorded.js";

const [begun] = scenes([{ spec: {}, acts: [{ type: "step", count: 1 }] }]).runs;
const { run } = statesOf(
  INITIAL,
  begun.flatMap(({ joins }) => joins),
).at(-1);

const info = (id, parent, since_epoch, what = {}) => ({
  ...{ id, parent, since: 275 * since_epoch, since_epoch, name: null, edit: null, without: null },
  ...{ recorded: 275 * 50, epochs: 50 },
  ...what,
});
const rate = (learning_rate) => ({ edit: { index: 0, learning_rate } });
/** main ─ b at 10 ─ c at 20, and d from main at 5. */
const BRANCHES = [
  info(1, null, 0),
  info(2, 1, 10, rate(0.3)),
  info(3, 2, 20, { name: "slow" }),
  info(4, 1, 5, { without: 1 }),
];
const tree = (current) => ({ branches: BRANCHES, current, deleted: null });

test("a branch is called as it was named, else after what it came of", () => {
  const weight = { layer: 1, unit_in: 0, unit_out: 1, value: 0.5 };
  const infos = [
    ...BRANCHES,
    info(5, 1, 7),
    info(6, 1, 7, { edit: { index: 0, parameter: weight } }),
    info(7, 1, 30, rate(0.3)),
  ];

  assert.deepEqual(
    [...namesOf(infos, runAt(run, 0), null).values()],
    [
      ...["main", "rate 0.3", "slow", "without edit 1", "from epoch 7"],
      ...["x₁ → hidden 1 h2 = 0.5", "rate 0.3 (2)"],
    ],
  );
});

test("each row stands below the branch it parts from, with the epochs between its ends", () => {
  const rows = rowsOf(
    { ...tree(1), branches: [info(1, null, 0, { epochs: null }), ...BRANCHES.slice(1)] },
    60,
  );

  assert.deepEqual(
    rows.map(({ info, depth, last, isHere }) => [info.id, depth, last, isHere]),
    [
      [1, 0, 60, true],
      [2, 1, 50, false],
      [3, 2, 50, false],
      [4, 1, 50, false],
    ],
  );
});

test("a line is another than the one that is followed from where the first of both leaves the other", () => {
  const at = (current) => BRANCHES.map((branch) => partsAt(branch, tree(current)));

  assert.deepEqual(at(1), [Number.POSITIVE_INFINITY, 10, 10, 5]);
  assert.deepEqual(at(3), [10, 20, Number.POSITIVE_INFINITY, 5]);
  assert.deepEqual(at(4), [5, 5, 5, Number.POSITIVE_INFINITY]);
});

test("lines and forks lie where the chart's scale has them, and only what is in sight has a name", () => {
  const scale = scaleOf(
    { range: [0, 40], ends: [0, 1], log: false },
    { left: 0, top: 0, width: 400, height: 100 },
  );
  const state = {
    branches: tree(1),
    branchLines: {
      2: [
        [10, 0.5, null],
        [30, 0.25, null],
        [50, 0.1, null],
      ],
    },
    history: [0, 5, 10].map((epoch) => ({ epoch, train_loss: 1 - epoch / 20 })),
  };

  assert.deepEqual(linesOf(state, scale), [
    { id: 2, path: "M100 50L300 75L500 90", end: { x: 300, y: 75 } },
  ]);
  assert.deepEqual(forksOf(state, scale), [
    { id: 2, epoch: 10, since: 2750, isHere: false, x: 100, y: 50 },
  ]);
  const onIt = { ...state, branches: tree(2) };
  assert.deepEqual(
    forksOf(onIt, scale).map(({ id, isHere, y }) => [id, isHere, y]),
    [[2, true, 50]],
  );
  assert.deepEqual(linesOf(onIt, scale), [], "its own is the chart's");
});

test("no name is written over another", () => {
  const name = (left, y) => ({ text: "main", x: left, y, left, right: left + 30, anchor: "start" });

  const said = [name(10, 50)];
  said.push(clearOf(said, name(20, 45)));
  said.push(clearOf(said, name(30, 48)));
  said.push(clearOf(said, name(100, 48)));

  assert.deepEqual(
    said.map(({ y }) => y),
    [50, 38, 26, 48],
  );
});

test("a name lies above or below the line that is followed, not on it", () => {
  const box = { left: 0, top: 20, width: 200, height: 60 };
  const flat = (y) => [0, 100, 200].map((x) => ({ x, y }));
  const name = { text: "main", x: 40, y: 50, left: 40, right: 70, anchor: "start" };
  const lies = (line) => offLine(name, line, box).y;

  assert.equal(lies(flat(70)), 50, "clear of it");
  assert.equal(lies(flat(52)), 48, "above");
  assert.equal(lies(flat(40)), 52, "below");
  assert.equal(lies(flat(33)), 50, "clear of it");
  assert.equal(lies([]), 50, "there is none");
});
