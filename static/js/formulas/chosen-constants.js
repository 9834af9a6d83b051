/** Constants of an optimizer's formula that a run has set, by the names they have in the formula. */

/** @type {Readonly<Record<string, string>>} */
const IN_FORMULAS = { momentum: "mu" };

/** @param {object} optimizer of a specification @returns {Record<string, number>} */
export function constantsChosen({ ...fields }) {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => typeof value === "number")
      .map(([name, value]) => [IN_FORMULAS[name] ?? name, value]),
  );
}
