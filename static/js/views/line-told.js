/** What is to be said of the line to the server; nothing where it is as it should be. */

/** @import { State } from "../state/types" */

import { words } from "../words/words.js";

/** @type {Record<State["connection"], string>} */
const SAID = {
  connecting: words.header.connecting,
  open: "",
  lost: words.header.lost,
  refused: words.header.refused,
};

/** @param {Pick<State, "connection" | "leftOut">} state */
export function lineTold({ connection, leftOut }) {
  const isSlow = connection === "open" && leftOut > 0;
  if (isSlow) return { is: "slow", said: words.header.slow, hint: words.header.slowHint(leftOut) };
  return { is: connection, said: SAID[connection], hint: "" };
}
