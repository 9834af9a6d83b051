/** The words of a page that was saved, and plays without a server. */

import { count } from "./numbers.js";

/** @typedef {{ epochs: readonly [number, number], whole: readonly [number, number], each: number }} Content */

export const saved = {
  cannot:
    "This page was saved: it plays what it has. Open the run in propscope to change the network.",
  mark: "Saved page",

  /** What is in it. @param {Content} content */
  has: ({ epochs: [first, last], whole: [begin, end], each }) => {
    const others = `of ${each === 1 ? "each" : `every ${count(each)}th`}`;
    if (begin === end)
      return `This page has the last mini-batch ${others} epoch from ${count(first)} to ${count(last)}.`;
    const steps = `This page has every step of epochs ${count(begin)} to ${count(end)}`;
    if (begin === first && end === last) return `${steps}.`;
    if (begin === first)
      return `${steps}, and the last mini-batch ${others} epoch from there to ${count(last)}.`;
    return `${steps}, and the last mini-batch ${others} other epoch from ${count(first)} to ${count(last)}.`;
  },

  /** @param {string} has what is in it @param {number} epoch @param {number} batch from 1 */
  nearest: (has, epoch, batch) =>
    `${has} Shown is the nearest that it has: epoch ${count(epoch)}, mini-batch ${count(batch)}.`,
};
