/** The votes of a poll, reckoned. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { sideBySide } from "../../../../static/js/views/classroom/poll-votes.js";
import { classroom } from "../../../../static/js/words/en-classroom.js";

test("each choice has its part of a round's answers, of which there may be none", () => {
  assert.deepEqual(
    sideBySide([
      [3, 1],
      [0, 0],
    ]),
    [
      { counts: [3, 1], place: 0, all: 4, shares: [0.75, 0.25] },
      { counts: [0, 0], place: 1, all: 0, shares: [0, 0] },
    ],
  );
});

for (const [rounds, places] of [
  [0, []],
  [1, [0]],
  [2, [0, 1]],
  [5, [0, 4]],
])
  test(`of ${rounds} rounds the first and the last stand side by side`, () => {
    const shown = sideBySide(Array.from({ length: rounds }, () => [1, 0]));

    assert.deepEqual(
      shown.map(({ place }) => place),
      places,
    );
  });

test("a vote is called the same to who leads and to who answers", () => {
  for (const round of [1, 4, 8])
    assert.ok(classroom.pollLead.title(1, round).endsWith(classroom.poll.round(round)));
});
