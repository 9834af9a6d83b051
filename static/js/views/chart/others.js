/** The lines that are drawn over a run's curves, for which the scale has to have room. */

/** @import { HistoryPoint, State } from "../../state/types" */

/** @typedef {Pick<State, "beside" | "branchLines">} Lines */

/** The same lines are the same array: room is made for others alone. @returns {(state: Lines) => readonly (readonly HistoryPoint[])[]} */
export function createOthers() {
  /** @type {Lines | null} */
  let of = null;
  /** @type {readonly (readonly HistoryPoint[])[]} */
  let lines = [];
  return ({ beside, branchLines }) => {
    if (of && of.beside?.history === beside?.history && of.branchLines === branchLines)
      return lines;
    of = { beside, branchLines };
    const branches = Object.values(branchLines).map((points) =>
      points.map(([epoch, train_loss]) => ({
        ...{ epoch, train_loss, test_loss: null },
        ...{ train_accuracy: null, test_accuracy: null, penalty: 0 },
      })),
    );
    lines = [...(beside ? [beside.history] : []), ...branches];
    return lines;
  };
}
