/** What stands beside the network on the big screen: what the class is asked, else the neuron's formula with its numbers. */

/** @import { State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { formulaOf } from "../../formulas/formula.js";
import { tooFastTo } from "../../state/pace.js";
import { words } from "../../words/words.js";
import { morph } from "../panel/morph.js";
import { write, writeLine } from "../panel/write.js";
import { styled } from "../styled.js";
import { pollContent } from "./projector-poll.js";

const POLL_STYLE = "static/css/classroom-poll.css";

export function makeProjectorCard() {
  const root = el("section", {
    class: "projector-card",
    attrs: { "aria-label": words.page.panel },
  });
  return {
    root,
    /** Whether there is a poll, or a neuron to explain at a pace at which it can be read. @param {State} state */
    wanted: ({ poll, selected, playback }) =>
      poll !== null || (selected !== null && !tooFastTo("read", playback)),
    /** @param {State} state */
    paint(state) {
      root.hidden = !this.wanted(state);
      if (root.hidden) return;
      root.classList.toggle("asks", state.poll !== null);
      if (state.poll) void styled(POLL_STYLE);
      morph(root, state.poll ? pollContent(state, state.poll) : contentOf(state));
      root.classList.remove("full");
      root.classList.toggle("full", root.scrollHeight > root.clientHeight);
    },
  };
}

/** @param {State} state @returns {Node[]} */
function contentOf(state) {
  const formula = formulaOf(state);
  if (!formula) return [el("p", { text: words.panel.waiting })];
  const { phase, place, lines, reasons } = formula;
  return [
    el("p", { class: `phase-word ${phase}`, text: words.panel.phases[phase] }),
    el("h2", { text: place }),
    el("p", { class: "card-words" }, ...write(formula.words)),
    el("div", { class: "formula" }, ...lines.map(writeLine)),
    ...reasons.slice(0, 1).map(({ text }) => el("p", { class: "card-reason", text })),
  ];
}
