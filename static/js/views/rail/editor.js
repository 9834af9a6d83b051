/** What the visitor asks for while the answer is on its way: edits add up, and the last answer counts. */

/** @import { Refusal, Send, Spec, Store } from "../../state/types" */

import { specPath } from "../../words/refusals.js";
import { canChange } from "./again.js";

/**
 * @typedef {object} Row
 * @property {string} path the field of the specification
 * @property {(refusal: Refusal) => string} say
 *
 * @typedef {object} Editor
 * @property {() => Spec | null} spec what the form shows: the edits so far, else the run's own
 * @property {(change: (spec: Spec) => Spec) => void} edit
 * @property {(path: string) => boolean} canChange whether a field can change in the course of a run
 * @property {() => boolean} busy whether an edit has not been answered yet
 * @property {(row: Row) => void} offer makes a row known, whose words its refusals are told in
 * @property {(field: string, value: string, code: Refusal["code"], limit: unknown) => void} refuse what cannot even be sent
 * @property {() => void} forgive takes the refusal back
 * @property {() => Refusal | null} refusal why the last edit was not taken, until it is dismissed
 */

/**
 * @param {Store} store
 * @param {Send} send
 * @param {() => void} changed called when what the form shows may be another
 * @returns {Editor}
 */
export function createEditor(store, send, changed) {
  /** @type {Spec | null} */
  let draft = null;
  /** @type {Refusal | null} */
  let refused = null;
  /** @type {Map<string, Row>} */
  const rows = new Map();

  function spec() {
    const { run } = store.get();
    return draft ?? run?.spec ?? null;
  }

  /** @param {(spec: Spec) => Spec} change */
  function edit(change) {
    const before = spec();
    if (!before) return;
    const after = change(before);
    // The same again (0.030 for 0.03) must not start the run anew, but has to be shown as it is.
    if (same(after, before)) {
      forgive();
      return changed();
    }
    draft = after;
    changed();
    void fly(after);
  }

  /** @param {Spec} wished */
  async function fly(wished) {
    refused = null;
    if (store.get().failure) store.set({ failure: null });
    const answer = await send({ type: "configure", spec: wished });
    // A later edit is on its way: its answer will be the one that counts.
    if (draft !== wished) return;
    if (answer.type === "error") tell(answer);
    draft = null;
    changed();
  }

  /** @param {Refusal} failure */
  function tell(failure) {
    const row = rows.get(specPath(failure.field));
    refused = row ? { ...failure, words: row.say(failure) } : failure;
    store.set({ failure: refused });
  }

  function forgive() {
    const told = refused !== null && store.get().failure === refused;
    refused = null;
    if (told) store.set({ failure: null });
  }

  return {
    spec,
    edit,
    forgive,
    refuse(field, value, code, limit) {
      tell({ type: "error", id: null, code, field, value, limit, message: "" });
    },
    offer: (row) => rows.set(row.path, row),
    busy: () => draft !== null,
    canChange: (path) => canChange(path, store.get().catalog?.changeable ?? []),
    refusal: () => (refused && store.get().failure === refused ? refused : null),
  };
}

/** @param {Spec} one @param {Spec} other */
function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
