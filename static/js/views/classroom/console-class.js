/** How many are in the class and what they do, how far they may go, and the pause for all. */

/** @import { Classroom, Send, State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { count } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { segment } from "../segment.js";

const said = spoken(classroom).present;
const STANDINGS = /** @type {const} */ (["following", "own", "away"]);
const PACINGS = /** @type {const} */ (["follow", "window", "free"]);

/** @param {Send} send */
export function makeConsoleClass(send) {
  const here = el("span", { class: "console-aside" });
  const counts = STANDINGS.map((standing) => ({ standing, number: el("strong") }));
  const pacings = segment({
    label: said.pacing,
    role: "radiogroup",
    choices: PACINGS.map((pacing) => /** @type {const} */ ([pacing, said.pacings[pacing]])),
    choose: (pacing) => pacing !== now && void send({ type: "set_pacing", pacing }),
  });
  pacings.root.className = "console-pacings";
  const pause = el(
    "button",
    {
      class: "console-pause",
      attrs: { type: "button", "aria-pressed": "false" },
      on: { click: () => send({ type: "pause_all", paused: !isPaused }) },
    },
    icon("pause"),
    el("span", { text: said.pauseAll }),
  );
  /** @type {Classroom["pacing"] | undefined} */
  let now;
  let isPaused = false;

  return {
    root: el(
      "section",
      { class: "console-part", attrs: { "aria-label": said.people } },
      el(
        "div",
        { class: "console-title" },
        el("h2", { class: "eyebrow", text: said.people }),
        here,
      ),
      el(
        "ul",
        { class: "console-counts" },
        ...counts.map(({ standing, number }) =>
          el(
            "li",
            { attrs: { "data-is": standing } },
            number,
            el("span", { text: said.standings[standing] }),
          ),
        ),
      ),
      el("div", { class: "console-row" }, pacings.root, pause),
    ),
    /** @param {State} state */
    paint({ classroom: held, crowd }) {
      now = held?.pacing;
      isPaused = held?.paused ?? false;
      const all = STANDINGS.reduce((sum, standing) => sum + (crowd?.[standing] ?? 0), 0);
      put(here, said.inRoom(all));
      for (const { standing, number } of counts) put(number, count(crowd?.[standing] ?? 0));
      if (now) pacings.paint(now);
      pause.setAttribute("aria-pressed", String(isPaused));
    },
  };
}
