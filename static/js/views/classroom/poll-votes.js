/** The votes of a poll, reckoned: who leads and who answered see the same of them. */

/** @param {number} some @param {number} all */
export const share = (some, all) => (all === 0 ? 0 : some / all);

/** @param {readonly number[]} counts */
export function total(counts) {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The rounds that stand side by side, the first and the last, with the place of each and what part of its answers
 * each choice has.
 * @param {readonly (readonly number[])[]} rounds
 */
export function sideBySide(rounds) {
  return rounds
    .map((counts, place) => ({
      ...{ counts, place, all: total(counts) },
      shares: counts.map((count) => share(count, total(counts))),
    }))
    .filter(({ place }) => place === 0 || place === rounds.length - 1);
}
