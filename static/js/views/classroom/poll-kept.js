/** What a page keeps of polls: who it is to them, drawn at random, and what it has answered. */

/** @import { Poll } from "../../state/types" */

/** For as long as the browser keeps it: who comes back is not counted twice. */
const DEVICE = "propscope.device";
/** For as long as the tab is there. */
const ANSWERS = "propscope.answers";
const DEVICE_BYTES = 16;

/** @typedef {Pick<Storage, "getItem" | "setItem">} Memory */
/** @typedef {{ question: string, choices: Record<string, number> }} Given what was answered to a question, by round */

/**
 * @param {string} code of the class
 * @param {Memory} lasting
 * @param {Memory} ofTab
 */
export function keepAnswers(
  code,
  lasting = memoryOf("localStorage"),
  ofTab = memoryOf("sessionStorage"),
) {
  const [forDevice, forAnswers] = [`${DEVICE}.${code}`, `${ANSWERS}.${code}`];
  const device = lasting.getItem(forDevice) ?? drawn();
  lasting.setItem(forDevice, device);

  /** @param {Poll} poll @returns {Given["choices"]} */
  function given({ id, question }) {
    const kept = read()[id];
    return kept?.question === JSON.stringify(question) ? kept.choices : {};
  }

  /** @returns {Record<string, Given>} */
  function read() {
    try {
      return JSON.parse(ofTab.getItem(forAnswers) ?? "{}");
    } catch {
      return {};
    }
  }

  return {
    device,
    /** What was answered in a round; undefined where nothing was. @param {Poll} poll @param {number} round @returns {number | undefined} */
    answerOf: (poll, round) => given(poll)[round],
    /** @param {Poll} poll @param {number | undefined} choice of the round that is on */
    answer(poll, choice) {
      const { id, question, round } = poll;
      const { [round]: _, ...choices } = given(poll);
      if (choice !== undefined) choices[round] = choice;
      const now = { question: JSON.stringify(question), choices };
      ofTab.setItem(forAnswers, JSON.stringify({ [id]: now }));
    },
  };
}

/** Where a page may keep nothing, it is kept as long as the page is open. @param {"localStorage" | "sessionStorage"} name @returns {Memory} */
function memoryOf(name) {
  /** @type {Map<string, string>} */
  const here = new Map();
  return {
    getItem(key) {
      try {
        return window[name].getItem(key) ?? here.get(key) ?? null;
      } catch {
        return here.get(key) ?? null;
      }
    },
    setItem(key, value) {
      here.set(key, value);
      try {
        window[name].setItem(key, value);
      } catch {
        // It is kept here.
      }
    },
  };
}

/** Where a page is no secure context, there is chance all the same. */
function drawn() {
  const bytes = crypto.getRandomValues(new Uint8Array(DEVICE_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
