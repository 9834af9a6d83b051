/** What an address hides is gone with all of its parts, what it locks is there, and neither can be done by key. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CONTROLS,
  goneBy,
  lockedAt,
  lockedBy,
  partsOf,
  shutBy,
  styleWithout,
} from "../../../static/js/run/controls.js";
import { share } from "../../../static/js/words/en-share.js";

const nothing = { hide: [], lock: [] };

test("each control has a name to be read, and each part a whole", () => {
  assert.deepEqual(Object.keys(share.controls).sort(), Object.keys(CONTROLS).sort());
  for (const { of } of Object.values(CONTROLS)) assert.ok(of === undefined || of in CONTROLS);
});

test("an address that names no control takes nothing", () => {
  assert.deepEqual(goneBy(["no-such-thing", "toString"]), []);
  assert.deepEqual(lockedBy({ hide: [], lock: ["no-such-thing", "toString"] }), []);
  assert.deepEqual(shutBy(nothing), []);
  assert.equal(styleWithout([]), "");
});

test("what is hidden goes with all of its parts", () => {
  const gone = goneBy(["network"]);

  for (const name of ["network", "layers", "layer", "units", "activation", "seed"])
    assert.ok(gone.includes(name), name);
  assert.ok(!gone.includes("build"));
});

test("a whole whose parts are all hidden leaves no hole", () => {
  const parts = partsOf("learning");

  assert.ok(goneBy(parts).includes("learning"));
  assert.ok(!goneBy(parts.slice(1)).includes("learning"));
  const all = ["data", "inputs", "network", "learning", "reset"];
  assert.ok(goneBy(all).includes("build"));
  assert.match(styleWithout(all), /--rail-width: 0px/);
});

test("what is more than its parts stays without them", () => {
  for (const whole of ["panel", "output", "header"])
    assert.ok(!goneBy(partsOf(whole)).includes(whole), whole);
});

test("what is locked is locked with its parts, unless it is hidden", () => {
  assert.ok(lockedBy({ hide: [], lock: ["transport"] }).includes("play"));
  assert.ok(!lockedBy({ hide: ["play"], lock: ["transport"] }).includes("play"));
  assert.ok(
    !lockedBy({ hide: [], lock: ["transport"] }).includes("position"),
    "nothing in it acts",
  );
});

test("a region that is locked can be opened and read, and the theme chosen in it", () => {
  const rail = lockedAt({ hide: [], lock: ["build"] });

  assert.ok(rail.locked.includes("#rail"));
  assert.doesNotMatch(rail.locked.join(), /drawer-opener/);
  assert.match(rail.free.join(), /\.theme/);
  assert.deepEqual(lockedAt({ hide: [], lock: ["build", "theme"] }).free, []);
  assert.match(styleWithout(["build"]), /drawer-opener/);
});

test("a button that is hidden or locked has no key either", () => {
  for (const wish of [
    { hide: ["step"], lock: [] },
    { hide: [], lock: ["step"] },
    { hide: [], lock: ["transport"] },
  ])
    assert.ok(shutBy(wish).includes("forward an epoch"));
  assert.deepEqual(shutBy({ hide: ["header"], lock: [] }), []);
  assert.deepEqual(shutBy({ hide: ["header", "undo"], lock: [] }), ["undo", "redo"]);
});
