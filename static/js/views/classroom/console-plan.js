/** A teacher's plan: the steps of a lesson with what is to be said at each, kept in this browser alone. */

const KEPT_AS = "propscope.lesson";
export const MOST_LETTERS = 20_000;
const MOST_STEPS = 100;

/**
 * One step of a lesson: what is said of it, each line a note; which notes have been said; and the value of the run
 * that belongs to it, if one does.
 * @typedef {object} LessonStep
 * @property {string} title
 * @property {string} notes
 * @property {readonly number[]} said places of notes
 * @property {{ spec: any, edits: readonly any[], index: number } | null} run
 */
/** @typedef {{ at: number, steps: readonly LessonStep[] }} Plan `at` is the present one */

/** @type {LessonStep} */
const EMPTY = Object.freeze({ title: "", notes: "", said: [], run: null });

/** The notes of a step. @param {LessonStep} step */
export function notesOf({ notes }) {
  return notes
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** @param {Plan} plan */
export function stepNow({ at, steps }) {
  return steps[at];
}

/** Whether there is anything in a plan. @param {Plan} plan */
export function isPlanned({ steps }) {
  return steps.length > 1 || steps[0].title !== "";
}

/** @param {Plan} plan @param {number} by @returns {Plan} */
export function moved({ at, steps }, by) {
  return { at: Math.min(Math.max(at + by, 0), steps.length - 1), steps };
}

/** @param {Plan} plan @param {Partial<LessonStep>} change of the present step @returns {Plan} */
export function changed({ at, steps }, change) {
  return { at, steps: steps.map((step, place) => (place === at ? { ...step, ...change } : step)) };
}

/** The present step, in which a note has been said, or has not. @param {Plan} plan @param {number} note @returns {Plan} */
export function toggled(plan, note) {
  const { said } = stepNow(plan);
  return changed(plan, {
    said: said.includes(note) ? said.filter((each) => each !== note) : [...said, note],
  });
}

/** With a new step after the present one, which is then that. @param {Plan} plan @returns {Plan} */
export function added({ at, steps }) {
  if (steps.length >= MOST_STEPS) return { at, steps };
  return { at: at + 1, steps: [...steps.slice(0, at + 1), EMPTY, ...steps.slice(at + 1)] };
}

/** Without the present step; there is always one. @param {Plan} plan @returns {Plan} */
export function removed({ at, steps }) {
  const left = steps.filter((_, place) => place !== at);
  return left.length === 0 ? planIn("") : { at: Math.min(at, left.length - 1), steps: left };
}

/** The plan that was kept; an empty one where there is none that can be read. @param {string} text @returns {Plan} */
export function planIn(text) {
  try {
    const { at, steps } = JSON.parse(text);
    const read = steps.slice(0, MOST_STEPS).map(stepIn);
    if (read.length > 0) return moved({ at: 0, steps: read }, Number.isInteger(at) ? at : 0);
  } catch {
    // Somebody else's, or none.
  }
  return { at: 0, steps: [EMPTY] };
}

/** @param {any} step @returns {LessonStep} */
function stepIn({ title, notes, said, run }) {
  return {
    title: String(title ?? ""),
    notes: String(notes ?? "").slice(0, MOST_LETTERS),
    said: Array.isArray(said) ? said : [],
    run: run ?? null,
  };
}

/** The plan of this browser, the same in all its windows. */
export function createPlan() {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const gone = new AbortController();
  let plan = planIn(kept());

  /** @param {Plan} next */
  function be(next) {
    plan = next;
    for (const listener of listeners) listener();
  }

  addEventListener(
    "storage",
    ({ key, newValue }) => key === KEPT_AS && be(planIn(newValue ?? "")),
    { signal: gone.signal },
  );
  return {
    get: () => plan,
    /** @param {Plan} next */
    set(next) {
      keep(JSON.stringify(next));
      be(next);
    },
    /** @param {() => void} listener @returns {() => void} the way to stop hearing */
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => gone.abort(),
  };
}

// Storage can be forbidden or full: the plan then lasts as long as the page.
function kept() {
  try {
    return localStorage.getItem(KEPT_AS) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} text */
function keep(text) {
  try {
    localStorage.setItem(KEPT_AS, text);
  } catch {
    // See above.
  }
}
