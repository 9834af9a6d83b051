/** What a saved page tells of how well its run does: at the last end of an epoch, and of the rows it has. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { measured } from "../../../static/js/saved/measured.js";

const half = (confusion) => ({ rows: 6, confusions: [confusion] });
const end = (index) => ({
  ...{ run: 0, index, test: null },
  train: half([
    [2, 1],
    [0, 3],
  ]),
});
const row = (number, target, said) => ({ row: number, target, said });
const TRAIN = [row(4, 0, 1), row(0, 1, 1), row(2, 0, 0), row(1, 1, 1)];
const ENDS = [end(275), end(550)];
const of = (what = {}) => ({ half: "train", question: 0, target: null, said: null, ...what });

test("it is told as it was at the last end of an epoch", () => {
  const { at, rowsAt } = measured({ results: ENDS, rows: { train: TRAIN } });

  assert.deepEqual([274, 275, 549, 900].map(at), [null, ENDS[0], ENDS[0], ENDS[1]]);
  assert.equal(rowsAt, 550);
});

test("the rows of a cell are those that are there, of all that are counted", () => {
  const { rows } = measured({ results: ENDS, rows: { train: TRAIN } });
  const found = (what) => {
    const told = rows(ENDS[1], of(what));
    return [told.total, told.rows.map((each) => each.row)];
  };

  assert.deepEqual(found({}), [6, [4, 0, 2, 1]]);
  assert.deepEqual(found({ target: 1, said: 1 }), [3, [0, 1]]);
  assert.deepEqual(found({ target: 0 }), [3, [4, 2]]);
  assert.deepEqual(found({ wrong: true }), [1, [4]]);
});

test("of values there are those furthest off", () => {
  const last = { ...end(275), train: { rows: 9, confusions: [] } };
  const { rows } = measured({ results: [last], rows: { train: [row(3, null, null)] } });

  const told = rows(last, of());

  assert.deepEqual([told.total, told.rows.length], [9, 1]);
});

test("before its end, and of what answers several questions, it has none", () => {
  assert.equal(measured({ results: ENDS, rows: { train: TRAIN } }).rows(ENDS[0], of()), null);
  const without = measured({ results: ENDS, rows: {} });
  assert.deepEqual([without.rows(ENDS[1], of()), without.rowsAt], [null, null]);
});
