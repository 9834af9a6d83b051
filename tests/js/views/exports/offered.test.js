/** What is offered to take home, and where it is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, offered } from "../../../../static/js/views/exports/offered.js";
import { exporting } from "../../../../static/js/words/en-export.js";

const EDIT = { index: 11, learning_rate: 0.1 };

test("of a run that was not changed every file is offered", () => {
  const kinds = Object.values(offered({ run: { edits: [] } })).flat();

  assert.deepEqual(new Set(kinds), new Set(Object.keys(exporting.files)));
});

test("of a run that was changed on the way no code is, and all else", () => {
  const changed = offered({ run: { edits: [EDIT] } });
  const plain = offered({ run: { edits: [] } });

  assert.deepEqual(changed, { ...plain, code: [] });
});

test("a file is where everything of the server's is, by the name of its room", () => {
  const home = new URL("https://learn.example.org/nets/");

  assert.equal(
    addressOf("npz", "group-7", home),
    "https://learn.example.org/nets/export/npz?room=group-7",
  );
});
