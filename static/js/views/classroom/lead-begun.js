/** Since when a class is led from this browser, in whichever window. */

const KEPT_AS = "propscope.class_begun";

/** The time at which this was first asked of a class. @param {string} code */
export function begunAt(code, now = Date.now()) {
  try {
    const known = JSON.parse(localStorage.getItem(KEPT_AS) ?? "{}");
    if (known.code === code && Number.isFinite(known.at)) return Number(known.at);
  } catch {
    // Storage can be forbidden, or hold something else: the class then began when it was first seen here.
  }
  return begin(code, now);
}

/** @param {string} code @param {number} at */
function begin(code, at) {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify({ code, at }));
  } catch {
    // See above.
  }
  return at;
}
