/** Why a file is not taken, in words: the place in it, what should stand there, and what stands there. */

/** @import { Refusal, TableProblem } from "../../state/types" */

import { table } from "../../words/en-table.js";
import { shouldBe } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";

const words = spoken(table);

/**
 * @param {TableProblem | Omit<Refusal, "id">} refusal
 * @param {string} file its name, which need not be said again
 */
export function refusalOfTable(refusal, file) {
  const place = refusal.field.replace(`${file}, `, "").replace(/^choices\./, "");
  const say = /** @type {Record<string, ((limit: any) => string) | undefined>} */ (words.allowed)[
    refusal.code
  ];
  if (say) return words.cannot(place, words.refused(say(refusal.limit), refusal.value));
  const told = shouldBe({ ...refusal, type: "error", id: null });
  return told === refusal.message ? told : words.cannot(place, words.refused(told, ""));
}
