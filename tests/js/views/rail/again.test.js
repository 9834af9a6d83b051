/** Which settings start the run again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { canChange } from "../../../../static/js/views/rail/again.js";

const CHANGEABLE = ["optimizer", "regularization", "hidden.*.activation"];

test("what the catalogue names can change in the course of a run, and all in it; nothing else can", () => {
  const paths = ["optimizer.kind", "optimizer.beta_1", "hidden.1.activation", "regularization"];
  const others = ["seed", "hidden.1.units", "hidden", "data.noise", "output_activation"];

  assert.ok(paths.every((path) => canChange(path, CHANGEABLE)));
  assert.ok(!others.some((path) => canChange(path, CHANGEABLE)));
});
