/** The words of links that are opened, which come with what opens them. */

import { count } from "./numbers.js";

export const opening = {
  /** @param {string} parts of the address */
  unknown: (parts) => `This address says ${parts}, which is not known here. The rest of it holds.`,
  /** @param {readonly string[]} number a learner's array, the place in it, their number there and ours */
  yours: ([name, at, yours, ours]) =>
    `Your ${name}${at && ` [${at.replaceAll(".", ", ")}]`} is ${yours}. It should be ${ours}.`,
  damaged: "This link is damaged: the run it held cannot be read. Ask for it once more.",
  notKept: "The table of this link is not kept here any more. Ask for the link once more.",
  inUse: "The link's run is not opened here, because this room is in use.",
  openAlone: "Open the link's run by itself",
  /** @param {number} asked @param {number} last the last step that the run may come to */
  noSuchStep: (asked, last) =>
    `The link asks for step ${count(asked)}, but this run has no step after step ${count(last)}. It stands at its start.`,
  /** @param {number} asked @param {number} last the last finite step */
  endsBefore: (asked, last) =>
    `The link asks for step ${count(asked)}, but this run ends at step ${count(last)}: its next numbers would not be finite.`,
  /** @param {number} step */
  differs: (step) =>
    `Step ${count(step)} has other numbers here than where this link was made: this server's processor, NumPy or propscope rounds otherwise, and training makes that grow. The run goes on with the numbers it has here.`,
};
