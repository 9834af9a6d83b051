/** Back and Forward: which run each address of the history stands for. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { toHash } from "../../../static/js/run/link.js";
import { createTrail } from "../../../static/js/run/trail.js";

const MINE = { spec: { version: 1, seed: 1 }, step: 9, edits: [] };
const ONE = { spec: { version: 1, seed: 2 }, step: 3, edits: [{ index: 1, learning_rate: 0.5 }] };
const OTHER = { spec: { version: 1, seed: 3 }, step: 0, edits: [] };
const hash = ({ spec, step, edits }) => toHash(spec, step, edits);

/** A page that opens what it is told to, and shows it from then on. */
function visit() {
  const trail = createTrail();
  let at = "";
  let shown = MINE;
  return {
    go(to) {
      const target = trail.follow(at, to, shown);
      at = to;
      if (!target) return target;
      trail.opened(to);
      shown = target;
      return target;
    },
    goOn: (run) => (shown = run),
  };
}

test("a link that comes to the address is opened, and Back finds the run that was left for it", () => {
  const page = visit();

  assert.deepEqual(page.go(hash(ONE)), ONE);
  assert.deepEqual(page.go(hash(OTHER)), OTHER);
  assert.deepEqual(page.go(hash(ONE)), ONE);
  assert.deepEqual(page.go(""), MINE);
  assert.deepEqual(page.go(hash(ONE)), ONE);
});

test("the run that was left is as it stood when it was left last", () => {
  const page = visit();
  const later = { ...MINE, step: 20 };

  page.go(hash(ONE));
  page.go("");
  page.goOn(later);
  page.go(hash(ONE));

  assert.deepEqual(page.go(""), later);
});

test("a hash that only scrolls the page opens nothing, and neither does the way back from it", () => {
  const page = visit();

  assert.equal(page.go("#stage"), undefined);
  assert.equal(page.go(""), undefined);
  page.go(hash(ONE));
  assert.equal(page.go("#stage"), undefined);
  assert.equal(page.go(hash(ONE)), undefined);
});

test("a link that was not opened, because it is damaged or its room in use, has nothing to come back from", () => {
  const trail = createTrail();

  assert.equal(trail.follow("", "#spec=eyJk&step=3", MINE), null);
  assert.equal(trail.follow("#spec=eyJk&step=3", "", MINE), undefined);
  assert.deepEqual(trail.follow("", hash(ONE), MINE), ONE);
  assert.equal(trail.follow(hash(ONE), "", MINE), undefined);
});
