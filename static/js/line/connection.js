/** The line to the server: opens it, opens it again when it breaks, matches answers to commands. */

/** @import { Command, Letter, Refusal, Reply, Send, Store, Welcome } from "../state/types" */
/** @import { Whereabouts } from "./whereabouts.js" */
/** @typedef {Pick<Whereabouts, "room" | "isForked" | "lookNoMore" | "place" | "search" | "key" | "forgetKey" | "welcomed" | "outlive">} Leading what a line has to know of where it leads */

import { words } from "../words/words.js";
import { whyNoLine } from "./diagnosis.js";
import { createReader } from "./frames.js";
import { isTooLarge, upload } from "./upload.js";

/** @type {Welcome["protocol"]} */
const SUBPROTOCOL = "propscope.v4";
/** What a server of any version takes: it then says which one it speaks, and nothing else. */
const GREETING = "propscope";
const FIRST_RETRY_MS = 250;
/** Runs outlive their server: who waits for it, or for the line, is back at its step within two seconds of its coming. */
const LONGEST_RETRY_MS = 1500;
/** A line that never came, after so many tries, is one that something refuses. */
const TELLING_FAILURES = 2;
/** What carries a specification, which may have many rows. */
const HEAVY = new Set(["configure", "restore", "find_parting"]);
/** The server sends a beat when it has been silent for 5 to 7.5 s; a line this long silent is dead, … */
const SILENCE_MS = 11_000;
/** … but who has slept so long hears what came meanwhile only now. */
const LISTENING_MS = 1000;
/** Who wakes up and has heard nothing for so long has slept through a beat: a new line is sooner than to wait for one. */
const SLEPT_MS = 8500;
/** What does not open in so many times as long as the last line took is tried anew: its first packet was lost. */
const OPENING_TIMES = 4;
const SHORTEST_OPENING_MS = 1500;
const LONGEST_OPENING_MS = 10_000;

/**
 * Keep a line open to where the page is for as long as it lives.
 * @param {URL} address
 * @param {Store} store
 * @param {Leading} whereabouts
 * @param {() => void} [welcomed] called whenever it is known in which room the page is
 * @returns {{ send: Send, go(first?: Command): Promise<Reply | null>, wake(): void, end(): void }}
 */
export function connect(address, store, whereabouts, welcomed = () => {}) {
  /** @type {Map<number, (answer: Reply) => void>} */
  const waiting = new Map();
  let lastId = 0;
  let failures = 0;
  /** Whether the room can never be had, so that asking again is of no use. */
  let refused = false;
  /** @type {((answer: Reply | null) => void) | null} tells who has gone elsewhere how that went */
  let arrived = null;
  /** @type {Command | null} what is asked for first where the page goes */
  let errand = null;
  /** @type {Reply | null} its answer */
  let word = null;
  /** Whether a key is shown, of which it is not told yet what it gives. */
  let entering = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;
  let opened = false;
  /** @type {string | null} why there is no line, as far as it was told */
  let reason = null;
  /** @type {WebSocket} */
  let socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;
  /** When something was heard last, by the clock on the wall: others stand still while a machine sleeps. */
  let heardAt = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let opening;
  let mayTakeMs = LONGEST_OPENING_MS;

  function open() {
    address.search = whereabouts.search();
    if (!arrived) store.set({ place: whereabouts.place() });
    const line = new WebSocket(address, [SUBPROTOCOL, GREETING]);
    line.binaryType = "arraybuffer";
    const began = Date.now();
    clearTimeout(opening);
    opening = setTimeout(() => giveUp(line), mayTakeMs);
    line.onopen = () => {
      clearTimeout(opening);
      const took = OPENING_TIMES * (Date.now() - began);
      mayTakeMs = Math.min(LONGEST_OPENING_MS, Math.max(SHORTEST_OPENING_MS, took));
      failures = 0;
      opened = true;
      // Of where it goes nothing is shown yet.
      if (!arrived) store.setConnection("open");
      if (reason !== null && store.get().notice?.words === reason) store.set({ notice: null });
      listen();
    };
    const read = createReader();
    line.onmessage = ({ data }) => {
      listen();
      const message = read(data);
      if (!("kind" in message)) return take(message);
      store.receive(message);
      come();
    };
    line.onclose = () => {
      if (line === socket) lost();
    };
    socket = line;
  }

  /** @param {Letter} letter */
  function take(letter) {
    if (letter.type === "admitted" && entering && letter.role === "follow") return;
    if (letter.type === "error" && letter.field === "room") return notLetIn(letter);
    if (letter.type === "closed") return close(letter);
    store.receive(inItsWords(letter));
    if (letter.type === "welcome") enter(letter);
    if (isReply(letter) && letter.id !== null) {
      waiting.get(letter.id)?.(letter);
      waiting.delete(letter.id);
    }
  }

  /** @param {Welcome} letter */
  function enter({ protocol, room }) {
    if (protocol !== SUBPROTOCOL) {
      refused = true;
      store.set({ notice: { words: words.line.older, reload: true } });
      return;
    }
    whereabouts.welcomed(room);
    welcomed();
    void showKey();
    if (errand) void run(errand);
  }

  /** What broke off is asked for again on the next line. @param {Command} first */
  async function run(first) {
    const answer = await ask(first);
    if (errand !== first || isNotSent(answer)) return;
    errand = null;
    word = answer;
    if (store.isWhole()) come();
  }

  async function showKey() {
    const key = whereabouts.key();
    if (key === null) return;
    entering = true;
    const answer = await ask({ type: "enter", key });
    entering = false;
    if (answer.type !== "error" || isNotSent(answer)) return;
    whereabouts.forgetKey();
    store.receive({ type: "admitted", role: "follow" });
  }

  /** @param {Extract<Letter, { type: "error" }>} refusal */
  function notLetIn(refusal) {
    const code = codeHere();
    if (code !== null && refusal.code === "no_such_room") return close({ type: "closed", code });
    refused = refusal.code !== "full" && !(code !== null && refusal.code === "too_often");
    store.receive(refusal);
    if (!refused) return;
    errand = null;
    word = refusal;
    come();
  }

  /** The code of the class that the page was in. */
  function codeHere() {
    const { classroom } = store.get();
    return classroom && classroom.code === whereabouts.room() ? classroom.code : null;
  }

  /** Who led the class or is at a copy goes on there. @param {Extract<Letter, { type: "closed" }>} letter */
  function close(letter) {
    const { role } = store.get();
    const isForked = whereabouts.isForked();
    if (role === "drive" || isForked) whereabouts.outlive();
    else refused = true;
    // Nothing more is asked of a room that is gone.
    if (refused) store.setConnection("refused");
    store.receive(letter);
    if (refused) socket.close();
    else store.set({ place: "class" });
    if (isForked) store.set({ notice: { words: words.line.outlived } });
  }

  /** Show what is there, once nothing has to be asked for first. */
  function come() {
    if (!arrived || errand) return;
    store.set({ place: whereabouts.place() });
    if (!refused) store.setConnection("open");
    store.release();
    arrived(word);
    arrived = null;
  }

  function lost() {
    clearTimeout(silence);
    clearTimeout(opening);
    store.setConnection(refused ? "refused" : "lost");
    whereabouts.lookNoMore();
    answerAll();
    if (refused) return;
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    if (!opened && failures === TELLING_FAILURES) void tellWhy();
    again = setTimeout(open, longest * (0.5 + Math.random() / 2));
  }

  function answerAll() {
    for (const [id, answer] of waiting) answer(notSent(id));
    waiting.clear();
  }

  async function tellWhy() {
    reason = await whyNoLine(address);
    if (reason !== null && !opened) store.set({ notice: { words: reason } });
  }

  function listen() {
    clearTimeout(silence);
    heardAt = Date.now();
    const line = socket;
    silence = setTimeout(() => {
      silence = setTimeout(() => giveUp(line), LISTENING_MS);
    }, SILENCE_MS - LISTENING_MS);
  }

  /** @param {WebSocket} line */
  function giveUp(line) {
    line.onopen = line.onmessage = line.onclose = null;
    line.close();
    if (line === socket) lost();
  }

  /** The page was asleep, or out of sight, or its network is back: what it shows may be long over. */
  function wake() {
    if (refused || arrived) return;
    if (socket.readyState === WebSocket.OPEN) {
      if (Date.now() - heardAt < SLEPT_MS) return;
      giveUp(socket);
    }
    clearTimeout(again);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    open();
  }

  open();
  return { send: ask, go, wake, end };

  /** @param {Command} [first] @returns {Promise<Reply | null>} */
  function go(first) {
    arrived?.(notSent(0));
    leave();
    store.hold();
    errand = first ?? null;
    word = null;
    store.setConnection("connecting");
    const arrival = new Promise((resolve) => {
      arrived = resolve;
    });
    open();
    answerAll();
    return arrival;
  }

  /** For good: nobody looks at what is there any more. */
  function end() {
    leave();
    answerAll();
  }

  function leave() {
    clearTimeout(silence);
    clearTimeout(opening);
    clearTimeout(again);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    refused = false;
    failures = 0;
  }

  /** @param {Command} command @returns {Promise<Reply>} */
  function ask(command) {
    return new Promise((resolve) => {
      lastId += 1;
      const whole = { ...command, id: lastId };
      if (!HEAVY.has(command.type)) tell(whole, JSON.stringify(whole), resolve);
      else void configure(whole, resolve);
    });
  }

  /** @param {{ id: number }} command @param {string} text @param {(answer: Reply) => void} resolve */
  function tell({ id }, text, resolve) {
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
      tell(command, text, resolve);
      return;
    }
    const answer = await upload(address, spec);
    if ("uploaded" in answer) {
      tell(command, JSON.stringify({ ...command, ...answer }), resolve);
      return;
    }
    const refusal = /** @type {Refusal} */ ({ ...answer, id: command.id });
    store.set({ failure: refusal });
    resolve(refusal);
  }
}

/** A refusal that no form has words for. @param {Letter} letter */
function inItsWords(letter) {
  const isKey = letter.type === "error" && letter.code === "bad_key";
  return isKey ? { ...letter, words: words.line.badKey } : letter;
}

/**
 * @param {Letter} letter
 * @returns {letter is Extract<Letter, { type: "done" | "probed" | "weighed" | "found" | "number_traced" | "rows_listed" | "parted" | "epochs_shown" | "branch_value" | "error" }>}
 */
function isReply(letter) {
  const answers = [
    "done",
    "probed",
    "weighed",
    "found",
    "number_traced",
    "rows_listed",
    "parted",
    "epochs_shown",
    "branch_value",
    "error",
  ];
  return answers.includes(letter.type);
}

/** @param {Reply} answer */
function isNotSent(answer) {
  return answer.type === "error" && answer.code === "not_connected";
}

/** @param {number} id @returns {Refusal} */
function notSent(id) {
  const message = words.line.notConnected;
  return { type: "error", id, code: "not_connected", field: "", value: "", limit: null, message };
}
