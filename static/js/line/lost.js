/** What is pressed while there is no line is refused in words: nothing waits for it to come back. */

/** @import { Command, Reply, Send, State, Store } from "../state/types" */

import { OF_THE_RUN } from "../run/led.js";
import { words } from "../words/words.js";

/** What the page asks by itself, to show it: when the line is back it asks again. @type {readonly string[]} */
const BY_ITSELF = [
  "probe",
  "weigh",
  "find",
  "trace_number",
  "list_rows",
  "find_parting",
  "show_epochs",
  "cancel",
  "stop_sweep",
];

/** Whether what is shown was told on a line that is there no more. @param {Pick<State, "connection" | "position">} state */
export function isStale({ connection, position }) {
  return position !== null && (connection === "lost" || connection === "refused");
}

/** Say that nothing is done, where that is so. @param {Store} store */
export function sayLost(store) {
  if (isStale(store.get())) store.set({ notice: { words: words.line.offline } });
}

/**
 * @param {Store} store
 * @param {Send} send
 * @returns {Send}
 */
export function refusedWhenLost(store, send) {
  const told = [words.line.offline, words.line.unanswered];
  store.subscribe(({ connection, notice }, before) => {
    const isBack = connection === "open" && before.connection !== "open";
    if (isBack && notice && told.includes(notice.words)) store.set({ notice: null });
  });

  return async (command) => {
    const wasOpen = store.get().connection === "open";
    const answer = await send(command);
    if (isPressed(command) && isNotSent(answer)) {
      if (wasOpen) store.set({ notice: { words: words.line.unanswered } });
      else sayLost(store);
    }
    return answer;
  };
}

/** @param {Command} command */
function isPressed({ type }) {
  return OF_THE_RUN.includes(type) && !BY_ITSELF.includes(type);
}

/** @param {Reply} answer */
function isNotSent(answer) {
  return answer.type === "error" && answer.code === "not_connected";
}
