/** The rail's schedule: the constants of the one that is chosen, and what the learning rate means then. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../../../static/js/words/words.js";
import { every } from "../../document.js";
import { answered, catalog, form } from "./form.js";

const { rail } = words;
const CONSTANTS = Object.entries(rail.scheduleConstants);

const said = ({ root }) =>
  every(root).some(({ textContent, hidden }) => textContent === rail.scheduled && !hidden);
const shown = ({ root }) => {
  const rows = every(root).filter(({ children }) => children[0]?.tag === "label");
  const offered = rows
    .filter(({ hidden }) => !hidden)
    .map(({ children: [label] }) => label.textContent);
  return CONSTANTS.filter(([, label]) => offered.includes(label)).map(([name]) => name);
};

for (const { name, constants, varies } of catalog.schedules) {
  test(`the schedule ${name} has its own constants, at their usual values`, () => {
    const one = form({ schedule: { kind: name } });

    for (const [constant, label] of CONSTANTS) {
      const known = constants[constant];
      assert.equal(one.field(label).value, String(known ?? 0));
    }
    assert.deepEqual(shown(one).sort(), Object.keys(constants).sort());
    assert.equal(said(one), varies);
  });
}

test("a constant changes the schedule, and another schedule has its usual ones", async () => {
  const { change, sent } = form({ schedule: { kind: "warm_up" } });

  change(rail.scheduleConstants.rise, "2,5");
  await answered();
  change(rail.schedule, "cosine");
  await answered();

  assert.deepEqual(
    sent.map(({ schedule }) => schedule),
    [{ kind: "warm_up", rise: 2.5 }, { kind: "cosine" }],
  );
});
