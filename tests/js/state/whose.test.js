/** Whose run it is: nobody else's where one is alone, leads the class, or is at a copy. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { isOneSOwn, leadsClass, watches } from "../../../static/js/state/whose.js";

for (const [who, state, own, watching] of [
  ["a page that is alone", { people: 1 }, true, false],
  ["a page that shares its room", { people: 2 }, false, false],
  ["who leads a class", { people: 30, role: "drive" }, true, false],
  ["who follows", { people: 30, role: "follow" }, false, true],
  ["who follows before anybody else is there", { people: 1, role: "follow" }, false, true],
  ["a projector", { people: 2, role: "present" }, false, true],
  ["who follows, at a copy", { people: 30, role: "follow", place: "fork" }, true, false],
])
  test(`the run is ${own ? "" : "not "}its own for ${who}`, () => {
    assert.equal(isOneSOwn({ ...INITIAL, ...state }), own);
    assert.equal(watches({ ...INITIAL, ...state }), watching);
  });

test("who drives leads a class where there is one", () => {
  const classroom = { code: "K7QX" };

  assert.ok(leadsClass({ classroom, role: "drive" }));
  assert.ok(!leadsClass({ classroom, role: "follow" }));
  assert.ok(!leadsClass({ classroom, role: "present" }));
  assert.ok(!leadsClass({ classroom: null, role: "drive" }));
});
