/** The words of the form of a page that plays offline. */

import { count } from "./numbers.js";

export const onePage = {
  title: "Page that plays offline",
  close: "Close",
  about:
    "One file with this run in it: the network, the maths, the transport and the chart, from any disk, with no network. It has every step of the first epochs, as many as fit into 1.5 MB, and the last mini-batch of the others.",
  first: "From epoch",
  last: "To epoch",
  start: "It opens",
  starts: { beginning: "at its first step", here: "at this step", playing: "playing" },
  theme: "Theme",
  as: "As",
  kinds: { page: "a page, .html", package: "a SCORM 1.2 package, .zip" },
  order: "It ends after it begins: a later epoch",
  take: "Download",
  making: "Making it…",
  /** @param {number} pages of others */
  before: (pages) =>
    pages === 1 ? "Another page is made before it…" : `${count(pages)} pages are made before it…`,
  made: "It is in your downloads.",
  failed: "The server did not make it. Try again.",
};
