/** Keeps what is asked in the order it was asked, while edits that come faster than answers add up. */

/** @import { Command, Reply, Send } from "../state/types" */

/** @typedef {{ command: Command, answers: ((answer: Reply) => void)[] }} Asked */

/**
 * One specification is on its way at a time: of those that come meanwhile the last replaces those before it,
 * and what is asked after an edit that waits, waits behind it.
 * @param {Send} send
 * @returns {Send}
 */
export function inOrder(send) {
  /** @type {Asked[]} */
  let waiting = [];
  let configuring = false;

  /** @param {Asked} asked */
  async function start({ command, answers }) {
    const configures = command.type === "configure";
    if (configures) configuring = true;
    const answer = await send(command);
    for (const tell of answers) tell(answer);
    if (!configures) return;
    configuring = false;
    const held = waiting;
    waiting = [];
    held.forEach(take);
  }

  /** @param {Asked} asked */
  function take(asked) {
    const last = waiting.at(-1);
    const configures = asked.command.type === "configure";
    if (configures && last?.command.type === "configure") {
      waiting[waiting.length - 1] = { ...asked, answers: [...last.answers, ...asked.answers] };
    } else if (waiting.length > 0 || (configures && configuring)) {
      waiting.push(asked);
    } else {
      void start(asked);
    }
  }

  return (command) => new Promise((resolve) => take({ command, answers: [resolve] }));
}
