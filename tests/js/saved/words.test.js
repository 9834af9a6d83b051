/** What a saved page says of what is in it, and what its address takes from its reader. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readChoices } from "../../../static/js/run/choices.js";
import { CONTROLS, shutBy } from "../../../static/js/run/controls.js";
import { fromHash, toHash } from "../../../static/js/run/link.js";
import { addressFor, WITHOUT_SERVER } from "../../../static/js/saved/address.js";
import { saved } from "../../../static/js/words/en-saved.js";

test("it says which steps it has", () => {
  const said = (epochs, whole, each = 1) => saved.has({ epochs, whole, each });

  assert.equal(said([0, 12], [0, 12]), "This page has every step of epochs 0 to 12.");
  assert.equal(
    said([0, 200], [0, 12]),
    "This page has every step of epochs 0 to 12, and the last mini-batch of each epoch from there to 200.",
  );
  assert.equal(
    said([0, 200], [50, 60], 4),
    "This page has every step of epochs 50 to 60, and the last mini-batch of every 4th other epoch from 0 to 200.",
  );
  assert.equal(
    said([3, 9], [3, 3]),
    "This page has the last mini-batch of each epoch from 3 to 9.",
  );
});

test("it opens as its teacher chose", () => {
  const { choices, unknown } = readChoices(
    addressFor("hide=chart&lock=speed&neuron=2.1&ever=1", ""),
  );

  assert.deepEqual([choices.hide, choices.lock], [["chart"], ["speed"]]);
  assert.deepEqual(choices.neuron, { layer: 2, unit: 0 });
  assert.deepEqual(unknown, ["ever"]);
});

test("what only a server can do is a control that can be taken away, with its keys", () => {
  const names = [...WITHOUT_SERVER.hide, ...WITHOUT_SERVER.lock];

  assert.deepEqual(
    names.filter((name) => !(name in CONTROLS)),
    [],
  );
  const shut = shutBy(WITHOUT_SERVER);
  for (const deed of ["by-hand", "own-table", "undo", "yours", "next-stop", "branch"])
    assert.ok(shut.includes(deed), deed);
});

test("a link to one of its steps stays one", () => {
  const hash = addressFor("theme=dark", toHash({ seed: 3 }, 57));

  assert.equal(fromHash(hash).step, 57);
  assert.equal(readChoices(hash).choices.theme, "dark");
});
