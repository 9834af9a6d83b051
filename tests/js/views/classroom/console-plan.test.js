/** A teacher's plan of a lesson: its steps, its notes, and what is read of a plan that was kept. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  added,
  changed,
  createPlan,
  isPlanned,
  moved,
  notesOf,
  planIn,
  removed,
  stepNow,
  toggled,
} from "../../../../static/js/views/classroom/console-plan.js";

const empty = planIn("");
const two = changed(added(changed(empty, { title: "first" })), { title: "second" });
const titles = ({ steps }) => steps.map(({ title }) => title);

describe("a plan", () => {
  test("what cannot be read is a plan of one empty step", () => {
    for (const text of ["", "{", "3", "null", "[]", '{"steps":[]}', '{"steps":[null]}']) {
      assert.deepEqual([planIn(text).at, planIn(text).steps.length], [0, 1], text);
      assert.equal(isPlanned(planIn(text)), false, text);
    }
  });

  test("what was kept is read as it was, and never stands at a step that is not there", () => {
    assert.deepEqual(planIn(JSON.stringify(two)), two);
    assert.equal(planIn(JSON.stringify({ ...two, at: 7 })).at, 1);
    assert.equal(planIn(JSON.stringify({ ...two, at: "x" })).at, 0);
  });

  test("a new step stands after the present one and is then that", () => {
    const three = added(moved(two, -1));

    assert.deepEqual([titles(three), three.at], [["first", "", "second"], 1]);
  });

  test("it has no more than a hundred steps", () => {
    let plan = empty;
    for (let made = 0; made < 120; made += 1) plan = added(plan);

    assert.deepEqual([plan.steps.length, plan.at], [100, 99]);
  });

  test("the present step is never before the first nor behind the last", () => {
    assert.deepEqual([moved(two, 1).at, moved(two, -1).at, moved(two, -2).at], [1, 0, 0]);
  });

  test("without its present step it stands at the next, and one step is always left", () => {
    assert.deepEqual(titles(removed(two)), ["first"]);
    assert.equal(removed(moved(two, -1)).at, 0);
    assert.deepEqual(removed(removed(two)), empty);
  });

  test("each line that says something is a note", () => {
    assert.deepEqual(notesOf({ notes: " Ask.\n\n  Wait. \n" }), ["Ask.", "Wait."]);
  });

  test("a note has been said once it is pressed, and not when it is pressed again", () => {
    const once = toggled(two, 1);

    assert.deepEqual([stepNow(once).said, stepNow(toggled(once, 1)).said], [[1], []]);
  });

  test("who hears of it no more is told nothing of it", () => {
    globalThis.addEventListener ??= () => {};
    const plan = createPlan();
    const heard = [];
    const stop = plan.subscribe(() => heard.push(plan.get().at));
    plan.set(moved(two, -1));
    stop();
    plan.set(two);
    plan.stop();

    assert.deepEqual(heard, [0]);
  });
});
