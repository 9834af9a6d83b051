/** The build rail as somebody uses it, on the server's own catalogue: what it sends, and what it shows. */

import { mountRail } from "../../../../static/js/views/rail/rail.js";
import { every, fakeDocument, fakeStyle } from "../../document.js";
import { recorded } from "../../recorded.js";

fakeDocument();
fakeStyle();

export const { catalog, runs } = recorded([{ spec: {} }]);
const [[FIRST]] = runs;

/** What the server has been asked and answered is done. */
export const answered = () => new Promise((resolve) => setImmediate(resolve));

/**
 * @param {object} [spec] what is another than in the run a first visitor sees
 * @param {(spec: object) => object | null} [refuse] why the server does not take a specification
 */
export function form(spec = {}, refuse = () => null) {
  document.activeElement = null;
  const run = { ...FIRST.run, spec: { ...FIRST.run.spec, ...spec } };
  let state = { ...FIRST, run };
  const listeners = [];
  const sent = [];
  const store = {
    get: () => state,
    subscribe: (listener) => listeners.push(listener),
    set(change) {
      const previous = state;
      state = { ...state, ...change };
      for (const listener of listeners) listener(state, previous);
    },
  };
  const begin = (spec) => store.set({ run: { ...run, id: state.run.id + 1, spec } });
  const root = document.createElement("aside");
  mountRail(root, store, async ({ spec }) => {
    sent.push(spec);
    const refusal = refuse(spec);
    if (!refusal) begin(spec);
    const answer = refusal ? { type: "error", id: 1, message: "", ...refusal } : { type: "done" };
    if (refusal) store.set({ failure: answer });
    return answer;
  });

  const named = (tag, name) =>
    every(root).find(
      (element) => element.tag === tag && element.getAttribute("aria-label") === name,
    );
  const field = (label) => {
    const row = every(root).find(
      ({ tag, textContent }) => tag === "label" && textContent === label,
    );
    return row && every(root).find(({ id }) => id === row.getAttribute("for"));
  };
  const change = (control, value) => {
    control.value = value;
    control.dispatchEvent(new Event("change"));
  };
  return {
    root,
    store,
    sent,
    begin,
    field,
    change: (label, value) => change(field(label), value),
    changeUsual: (name, value) => change(named("select", name), value),
    usual: (name) => named("select", name),
    button: (name) => named("button", name),
    dismiss: () => store.set({ failure: null }),
    said: () => state.failure?.words ?? "",
    /** What is told at a field; nothing where nothing is. */
    toldAt(label) {
      const id = field(label).getAttribute("aria-describedby");
      return id === null ? null : every(root).find((each) => each.id === id).textContent;
    },
    text: () => root.textContent,
  };
}
