/** What a run may be compared with: itself with one thing set otherwise, or any run by its link. */

/** @import { Catalog, Edit, RunHere, Send, Spec, State } from "../../state/types" */
/** @import { Value } from "./other.js" */

import { findKept } from "../../line/kept.js";
import { fromHash } from "../../run/link.js";
import { isPacked, unpacked } from "../../run/short-link.js";
import {
  boundsOf,
  withKept,
  withOptimizer,
  withOtherWeights,
  withStart,
} from "../../run/spec-edits.js";
import { compare } from "../../words/en-compare.js";
import { labelOf } from "../../words/label.js";
import { full } from "../../words/numbers.js";
import { readNumber } from "../../words/read-number.js";
import { spoken } from "../../words/words.js";
import { namesOf } from "../branches/named.js";

const words = spoken(compare);

/** @typedef {"seed" | "activation" | "initializer" | "optimizer" | "rate"} Field */

/**
 * One thing that may be set otherwise.
 * @typedef {object} Choice
 * @property {(spec: Spec) => string | number} here what it is in this run
 * @property {(spec: Spec, value: any) => Spec} set
 * @property {(edit: Edit) => boolean} takes whether an edit sets the same thing, which then is left out
 * @property {(catalog: Catalog) => readonly { name: string, label: string }[]} [among]
 * @property {string} [path] the field of a number
 */

/** @type {Record<Field, Choice>} */
export const CHOICES = {
  seed: {
    here: ({ seed }) => seed,
    set: withOtherWeights,
    takes: () => false,
    path: "seed",
  },
  activation: {
    here: ({ hidden, output_activation }) => hidden[0]?.activation ?? output_activation,
    set: (spec, activation) =>
      spec.hidden.reduce((made, _, at) => withKept(made, at, { activation }), spec),
    takes: ({ activation }) => activation !== undefined && activation !== null,
    among: ({ activations }) => activations.filter(({ name }) => name !== "softmax"),
  },
  initializer: {
    here: ({ initializer }) => initializer,
    set: (spec, initializer) => withStart(spec, { initializer }),
    takes: () => false,
    among: ({ initializers }) => initializers,
  },
  optimizer: {
    here: ({ optimizer }) => optimizer.kind,
    set: (spec, kind) => withOptimizer(spec, { kind }),
    takes: ({ optimizer }) => Boolean(optimizer),
    among: ({ optimizers }) => optimizers,
  },
  rate: {
    here: ({ optimizer }) => optimizer.learning_rate,
    set: (spec, learning_rate) => withOptimizer(spec, { learning_rate }),
    takes: ({ learning_rate }) => typeof learning_rate === "number",
    path: "optimizer.learning_rate",
  },
};
const FASTER = 10;

/** Another value to begin with. @param {Field} field @param {Spec} spec @param {Catalog} catalog */
export function suggested(field, spec, catalog) {
  const { here, among } = CHOICES[field];
  const now = here(spec);
  if (among) return among(catalog).find(({ name }) => name !== now)?.name ?? now;
  return field === "seed" ? Number(now) + 1 : Number((Number(now) * FASTER).toPrecision(12));
}

/**
 * The run with one thing set otherwise; null where that is no value it can have.
 * @param {Field} field
 * @param {string} text
 * @param {RunHere} run
 * @param {Catalog} catalog
 * @returns {Value | null}
 */
export function madeOf(field, text, run, catalog) {
  const choice = CHOICES[field];
  const value = choice.path ? numberIn(text, choice.path, catalog) : text;
  if (value === null) return null;
  const told = choice.among ? labelOf(choice.among(catalog), text) : full(Number(value));
  return {
    spec: choice.set(run.began, value),
    edits: run.edits.filter((edit) => !choice.takes(edit)),
    name: words.names[field](told),
  };
}

/** @param {string} text @param {string} path @param {Catalog} catalog */
function numberIn(text, path, catalog) {
  const { whole, low, openLow, high } = boundsOf(catalog.schema, path);
  const read = readNumber(text, { whole });
  if (!("value" in read) || (whole && !Number.isInteger(read.value))) return null;
  const { value } = read;
  const isLow = low !== null && (openLow ? value <= low : value < low);
  return isLow || (high !== null && value > high) ? null : value;
}

/**
 * The run of a link; null where it holds none.
 * @param {string} text
 * @returns {Promise<Value | null>}
 */
export async function linkedValue(text) {
  const hash = text.slice(text.indexOf("#"));
  const shared = fromHash(isPacked(hash) ? await unpacked(hash) : hash);
  if (!shared) return null;
  const spec = /** @type {Spec | null} */ (
    shared.kept === undefined ? shared.spec : await findKept(shared.kept)
  );
  return spec && { spec, edits: shared.edits, name: words.names.link() };
}

/** The branches of this run that are not followed, and what they are called. @param {Pick<State, "branches" | "run" | "catalog">} state */
export function branchesOf({ branches, run, catalog }) {
  if (!branches || !run) return [];
  const names = namesOf(branches.branches, run, catalog);
  return [...names].filter(([id]) => id !== branches.current).map(([id, name]) => ({ id, name }));
}

/** What the run on screen is called: the branch that is followed. @param {Pick<State, "branches" | "run" | "catalog">} state */
export function nameHere({ branches, run, catalog }) {
  if (!branches || !run) return words.this;
  return namesOf(branches.branches, run, catalog).get(branches.current) ?? words.this;
}

/** @param {{ id: number, name: string }} branch @param {RunHere} run @param {Send} send @returns {Promise<Value | null>} */
export async function valueOfBranch({ id, name }, run, send) {
  const answer = await send({ type: "read_branch", branch: id });
  return answer.type === "branch_value" ? { spec: run.began, edits: answer.edits, name } : null;
}
