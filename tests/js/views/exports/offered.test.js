/** What is offered to take home, and where it is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, OFFERED } from "../../../../static/js/views/exports/offered.js";
import { exporting } from "../../../../static/js/words/en-export.js";

test("every file that has a name is offered", () => {
  assert.deepEqual(new Set(Object.values(OFFERED).flat()), new Set(Object.keys(exporting.files)));
});

test("a file is where everything of the server's is, by the name of its room", () => {
  const home = new URL("https://learn.example.org/nets/");

  assert.equal(
    addressOf("npz", "group-7", home),
    "https://learn.example.org/nets/export/npz?room=group-7",
  );
});
