/** Where two runs part is said of the other run, and not of what its room holds before it is that run. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../../static/js/state/store.js";
import { compare } from "../../../../static/js/words/en-compare.js";
import { all, fakeDocument } from "../../document.js";

fakeDocument();
const { makeParting } = await import("../../../../static/js/views/compare/parting.js");

const RUN = { digest: "d", edits: [], batches_per_epoch: 25, steps_per_batch: 11 };

test("until the other run is there nothing is said of it", () => {
  const [store, theirs] = [createStore(), createStore()];
  for (const one of [store, theirs]) one.set({ run: RUN, connection: "open" });
  let isSet = false;
  const value = { spec: {}, edits: [], name: "b" };
  const other = { store: theirs, value: () => value, isSet: () => isSet };
  const parting = makeParting(
    store,
    () => new Promise(() => {}),
    other,
    () => {},
  );
  const said = () => all(parting.root, "compare-parts")[0].textContent;

  parting.look();
  assert.equal(said(), "");
  isSet = true;
  parting.look();
  assert.equal(said(), compare.sameForGood);
  parting.end();
});
