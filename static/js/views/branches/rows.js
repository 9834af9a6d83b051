/** The tree as rows: each branch below the one it parts from, how deep, and what lies between its ends. */

/** @import { BranchInfo, Branches } from "../../state/types" */

/** @typedef {Omit<Branches, "type">} Tree */
/** @typedef {{ info: BranchInfo, depth: number, last: number, isHere: boolean }} Row */

/**
 * @param {Tree} tree
 * @param {number} epochs whole ones of the branch that is followed
 * @returns {Row[]}
 */
export function rowsOf({ branches, current }, epochs) {
  /** @param {number | null} parent @param {number} depth @returns {Row[]} */
  function below(parent, depth) {
    return branches
      .filter((info) => info.parent === parent)
      .flatMap((info) => [
        { info, depth, last: info.epochs ?? epochs, isHere: info.id === current },
        ...below(info.id, depth + 1),
      ]);
  }

  return below(null, 0);
}

/**
 * The epoch up to which a branch is the one that is followed.
 * @param {BranchInfo} info
 * @param {Tree} tree
 */
export function partsAt(info, { branches, current }) {
  const wayUp = (/** @type {number | null} */ from) => {
    /** @type {BranchInfo[]} */
    const way = [];
    for (let at = from; at !== null; at = way[way.length - 1].parent) {
      const found = branches.find(({ id }) => id === at);
      if (!found) break;
      way.push(found);
    }
    return way;
  };
  const [ours, theirs] = [wayUp(current), wayUp(info.id)];
  const both = theirs.find((branch) => ours.includes(branch));
  const leaving = both ? [ours, theirs].map((way) => way[way.indexOf(both) - 1]) : [];
  return Math.min(...leaving.map((branch) => branch?.since_epoch ?? Number.POSITIVE_INFINITY));
}
