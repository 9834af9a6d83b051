/** Keys of one letter can be switched off: who speaks to their computer presses them unawares. */

const KEPT_AS = "propscope-letters";
const OFF = "off";
/** As long as the page is open, where nothing may be kept. */
let isOff = readOff();

export function lettersWork() {
  return !isOff;
}

/** @param {boolean} work */
export function setLetters(work) {
  isOff = !work;
  try {
    if (work) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, OFF);
  } catch {
    // It holds until the page is closed.
  }
}

/** @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">} event */
export function isLetterAlone({ key, ctrlKey, metaKey, altKey }) {
  return /^\p{L}$/u.test(key) && !ctrlKey && !metaKey && !altKey;
}

function readOff() {
  try {
    return localStorage.getItem(KEPT_AS) === OFF;
  } catch {
    return false;
  }
}
