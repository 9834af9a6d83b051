/** How many are in the class, and in which of its three states; who else leads it. */

/** @import { State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { count } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { classSize } from "./lead-told.js";

const words = spoken(classroom).lead;
const STATES = /** @type {const} */ (["following", "own", "away"]);

export function createPeople() {
  const here = el("span", { class: "room-aside" });
  const numbers = STATES.map((state) => ({ state, number: el("strong") }));
  const others = el("p", { class: "room-others small-print" });
  const root = el(
    "section",
    { class: "room-people", attrs: { "aria-labelledby": "room-people" } },
    el(
      "div",
      { class: "room-title" },
      el("h3", { class: "eyebrow", text: words.people, attrs: { id: "room-people" } }),
      here,
    ),
    el(
      "ul",
      { class: "room-counts" },
      ...numbers.map(({ state, number }) =>
        el(
          "li",
          {},
          el("span", { class: "room-glyph", attrs: { "data-is": state, "aria-hidden": "true" } }),
          number,
          " ",
          el("span", { text: words.states[state] }),
        ),
      ),
    ),
    others,
  );

  return {
    root,
    /** @param {State} state */
    paint({ crowd }) {
      put(here, words.inRoom(classSize(crowd)));
      for (const { state, number } of numbers) put(number, count(crowd?.[state] ?? 0));
      const driving = (crowd?.driving ?? 1) - 1;
      const told = [
        driving > 0 && words.alsoDrive(driving),
        crowd && crowd.presenting > 0 && words.presenting(crowd.presenting),
      ].filter(Boolean);
      others.hidden = told.length === 0;
      put(others, told.join(" · "));
    },
  };
}
