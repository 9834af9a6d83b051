/** The line to the server: opens it, opens it again when it breaks, matches answers to commands. */

/** @import { Letter, Refusal, Reply, Send, Store, Welcome } from "../state/types" */

import { words } from "../words/words.js";
import { whyNoLine } from "./diagnosis.js";
import { createReader } from "./frames.js";
import { isTooLarge, upload } from "./upload.js";

/** @type {Welcome["protocol"]} */
const SUBPROTOCOL = "propscope.v4";
/** What a server of any version takes: it then says which one it speaks, and nothing else. */
const GREETING = "propscope";
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;
/** A line that never came, after so many tries, is one that something refuses. */
const TELLING_FAILURES = 2;
/** The server sends a beat every 5 s; a line this long silent is dead. */
const SILENCE_MS = 12_000;

/**
 * Keep a line open to the room for as long as the page lives.
 * @param {URL} address
 * @param {Store} store
 * @returns {Send}
 */
export function connect(address, store) {
  /** @type {Map<number, (answer: Reply) => void>} */
  const waiting = new Map();
  let lastId = 0;
  let failures = 0;
  /** Whether the room can never be had, so that asking again is of no use. */
  let refused = false;
  let opened = false;
  /** @type {string | null} why there is no line, as far as it was told */
  let reason = null;
  /** @type {WebSocket} */
  let socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;

  function open() {
    const line = new WebSocket(address, [SUBPROTOCOL, GREETING]);
    line.binaryType = "arraybuffer";
    line.onopen = () => {
      failures = 0;
      opened = true;
      store.setConnection("open");
      if (reason !== null && store.get().notice?.words === reason) store.set({ notice: null });
      listen();
    };
    const read = createReader();
    line.onmessage = ({ data }) => {
      listen();
      const message = read(data);
      if ("kind" in message) store.receive(message);
      else take(message);
    };
    line.onclose = () => {
      if (line === socket) lost();
    };
    socket = line;
  }

  /** @param {Letter} letter */
  function take(letter) {
    if (letter.type === "welcome" && letter.protocol !== SUBPROTOCOL) {
      refused = true;
      store.set({ notice: { words: words.line.older, reload: true } });
    }
    store.receive(letter);
    if (letter.type === "error" && letter.field === "room" && letter.code !== "full")
      refused = true;
    if (isReply(letter) && letter.id !== null) {
      waiting.get(letter.id)?.(letter);
      waiting.delete(letter.id);
    }
  }

  function lost() {
    clearTimeout(silence);
    store.setConnection(refused ? "refused" : "lost");
    for (const [id, answer] of waiting) answer(notSent(id));
    waiting.clear();
    if (refused) return;
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    if (!opened && failures === TELLING_FAILURES) void tellWhy();
    setTimeout(open, longest * (0.5 + Math.random() / 2));
  }

  async function tellWhy() {
    reason = await whyNoLine(address);
    if (reason !== null && !opened) store.set({ notice: { words: reason } });
  }

  function listen() {
    clearTimeout(silence);
    const line = socket;
    silence = setTimeout(() => {
      line.onclose = null;
      line.close();
      if (line === socket) lost();
    }, SILENCE_MS);
  }

  open();
  return (command) =>
    new Promise((resolve) => {
      lastId += 1;
      const whole = { ...command, id: lastId };
      const heavy = command.type === "configure" || command.type === "restore";
      if (!heavy) ask(whole, JSON.stringify(whole), resolve);
      else void configure(whole, resolve);
    });

  /** @param {{ id: number }} command @param {string} text @param {(answer: Reply) => void} resolve */
  function ask({ id }, text, resolve) {
    if (socket.readyState !== WebSocket.OPEN) {
      resolve(notSent(id));
      return;
    }
    waiting.set(id, resolve);
    socket.send(text);
  }

  /**
   * A specification with many rows goes ahead as a file.
   * @param {any} command
   * @param {(answer: Reply) => void} resolve
   */
  async function configure({ spec, ...command }, resolve) {
    const text = JSON.stringify({ ...command, spec });
    if (!isTooLarge(text)) {
      ask(command, text, resolve);
      return;
    }
    const answer = await upload(address, spec);
    if ("uploaded" in answer) {
      ask(command, JSON.stringify({ ...command, ...answer }), resolve);
      return;
    }
    const refusal = /** @type {Refusal} */ ({ ...answer, id: command.id });
    store.set({ failure: refusal });
    resolve(refusal);
  }
}

/**
 * @param {Letter} letter
 * @returns {letter is Extract<Letter, { type: "done" | "probed" | "error" }>}
 */
function isReply(letter) {
  return letter.type === "done" || letter.type === "probed" || letter.type === "error";
}

/** @param {number} id @returns {Refusal} */
function notSent(id) {
  const message = words.line.notConnected;
  return { type: "error", id, code: "not_connected", field: "", value: "", limit: null, message };
}
