/** A sample of the visitor's own: where it is made, how it goes forward, what the network says, what it is like. */

/** @import { Run, Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { probe } from "../../run/probe.js";
import { canDraw, makeDrawing } from "../drawing/drawing.js";
import { morph } from "../panel/morph.js";
import { outputsOf } from "../panel/outputs.js";
import { writeSection } from "../panel/write.js";
import { canHear, makeHeard } from "../saying/heard.js";
import { canType, makeTyped } from "../saying/typed.js";
import { styled } from "../styled.js";
import { makeForward } from "./forward.js";
import { makeNearest } from "./nearest.js";
import { makeRow } from "./row.js";

const STYLE = "static/css/own.css";
const NEIGHBOURS = 5;

/**
 * Where a sample is made. `begin` gives what it is to begin with, `paint` is told of every state after that; what
 * it becomes is told by what it was made with.
 * @typedef {object} Surface
 * @property {HTMLElement} root
 * @property {() => readonly number[]} begin
 * @property {(state: State) => void} paint
 */
/** @typedef {(values: readonly number[]) => void} Tell */
/** @typedef {{ fits: (run: Run) => boolean, make: (run: Run, state: () => State, tell: Tell, gone: AbortSignal) => Surface }} Kind */

/** The first that fits a run's data is taken. @type {readonly Kind[]} */
const KINDS = [
  { fits: canDraw, make: (run, _, tell, gone) => makeDrawing(run, tell, gone) },
  { fits: canType, make: makeTyped },
  { fits: canHear, make: makeHeard },
  { fits: () => true, make: makeRow },
];

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Send} send
 * @param {AbortSignal} gone
 */
export function makeOwn(root, store, send, gone) {
  void styled(STYLE);
  const place = el("div");
  const forward = makeForward(store, gone);
  const said = el("div", { class: "sections" });
  const nearest = makeNearest();
  root.replaceChildren(place, forward.root, said, nearest.root);
  /** @type {Surface | null} */
  let surface = null;
  let madeFor = "";

  /** @param {Run} run */
  function surfaceOf(run) {
    const shape = JSON.stringify([run.spec.data.kind, run.image, run.axes, run.layers[0].names]);
    if (!surface || shape !== madeFor) {
      const kind = /** @type {Kind} */ (KINDS.find(({ fits }) => fits(run)));
      surface = kind.make(run, store.get, tell, gone);
      madeFor = shape;
      place.replaceChildren(surface.root);
    }
    return surface;
  }

  /** @type {Tell} */
  function tell(values) {
    probe(store, send, values, { neighbours: NEIGHBOURS });
  }

  return {
    /** Begin with a sample, where there is none yet. */
    begin() {
      const { run, own } = store.get();
      if (run && !own) tell(surfaceOf(run).begin());
    },
    /** @param {State} state */
    paint(state) {
      const { run, own } = state;
      if (!run || !own) return;
      surfaceOf(run).paint(state);
      forward.paint(state);
      morph(said, outputsOf(state).map(writeSection));
      nearest.paint(run, own.answer?.neighbours ?? []);
    },
  };
}
