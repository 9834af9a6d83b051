/** The results tab: how well the network does on all rows, and while it plays faster than can be read what it says. */

/** @import { Send, State, Store } from "../../state/types" */
/** @import { TooFast } from "./too-fast.js" */

import { el, put } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { tooFastTo } from "../../state/pace.js";
import { rateOf } from "../../state/schedules.js";
import { steadied } from "../../state/select.js";
import { full } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { morph } from "./morph.js";
import { outputsOf } from "./outputs.js";
import { makePicture } from "./picture.js";
import { makeRecent } from "./recent.js";
import { makeScores, scoreRow } from "./scores.js";
import { writeSection } from "./write.js";

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Send} send
 * @param {TooFast} tooFast
 * @param {() => void} soon has all of the panel painted
 * @param {AbortSignal} gone
 */
export function makeResults(root, store, send, tooFast, soon, gone) {
  const rate = el("td", { attrs: { colspan: 2 } });
  const scores = makeScores(scoreRow(words.panel.learningRate, [rate]));
  const recent = makeRecent();
  const details = el("div", { class: "sections" });
  const picture = makePicture();
  const outputs = el("div", { class: "sections" });
  root.replaceChildren(
    el("div", { class: "score-board" }, scores.root, recent.root),
    details,
    picture.root,
    outputs,
  );
  /** The run has so much to tell of all its rows that it comes when it is asked for. @type {ReturnType<typeof import("../results/results.js").makeResults> | null} */
  let part = null;
  const coming = onDemand(store, () => import("../results/results.js"));
  /** @type {State | null} */
  let painted = null;

  /** @param {State} state @param {boolean} isOpen */
  function paintDetails(state, isOpen) {
    if (!part && (isOpen || state.recorded > 0)) {
      const made = coming.now(again);
      const stage = document.getElementById("stage");
      if (made) {
        const under = store.under ?? store;
        part = made.makeResults(details, stage, under, send, { now: again, onNews }, gone);
      }
    }
    part?.paint(state, isOpen && root.checkVisibility());
  }

  function again() {
    paint(store.get(), !root.hidden);
  }

  /** While it goes fast answers wait for their turn: they are painted with all else. */
  function onNews() {
    if (tooFastTo("read", store.get().playback)) soon();
    else again();
  }

  /** @param {State} now @param {boolean} isOpen whether it is the tab that is shown */
  function paint(now, isOpen) {
    paintDetails(now, isOpen);
    if (!isOpen) return;
    const state = steadied(now, painted);
    painted = state;
    const isFast = tooFastTo("read", state.playback);
    outputs.hidden = !isFast;
    if (isFast) tooFast.tellIn(root);
    else tooFast.beStill();
    scores.paint(state, part?.measured(state) ?? null);
    recent.paint(state);
    if (state.run && state.position) put(rate, full(rateOf(state)));
    if (isFast) picture.paint(state);
    else picture.root.hidden = true;
    morph(outputs, !isFast || hasPoints(state) ? [] : outputsOf(state).map(writeSection));
  }
  gone.addEventListener("abort", onRepaint(again));
  return { paint };
}

/** Whether what is said is seen beside the network. @param {State} state */
function hasPoints({ run }) {
  return Boolean(run?.plane || run?.interval);
}
