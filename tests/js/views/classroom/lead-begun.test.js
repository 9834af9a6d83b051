/** Since when a class is led from a browser. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { begunAt } from "../../../../static/js/views/classroom/lead-begun.js";

/** @type {Map<string, string>} */
let kept;

beforeEach(() => {
  kept = new Map();
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
  };
});
afterEach(() => delete globalThis.localStorage);

test("a class began when it was first led from this browser, until another is", () => {
  assert.equal(begunAt("K7QX", 1000), 1000);
  assert.equal(begunAt("K7QX", 2000), 1000);
  assert.equal(begunAt("M2PW", 3000), 3000);
  assert.equal(begunAt("K7QX", 4000), 4000);
  assert.equal(kept.size, 1);
});

test("what is kept and is nonsense begins anew", () => {
  kept.set("propscope.class_begun", "{");

  assert.equal(begunAt("K7QX", 1000), 1000);
});
