/** A button that acts when it goes down and repeats while it is held, by pointer or by key. */

/** @typedef {ReturnType<typeof import("../../line/pacing.js").createHold>} Hold */

/**
 * @param {HTMLButtonElement} button
 * @param {Hold} hold
 * @param {() => Promise<unknown> | null} act
 * @returns {() => void} the way to stop
 */
export function repeatWhileHeld(button, hold, act) {
  const gone = new AbortController();
  const options = { signal: gone.signal };
  let fromKey = false;
  /** Lets go of what this button pressed last: another may be down by then. */
  let letGo = () => {};
  const end = () => letGo();

  button.addEventListener(
    "pointerdown",
    ({ button: which }) => {
      if (which === 0) letGo = hold.press(act);
    },
    options,
  );
  button.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (event.repeat) return;
      fromKey = true;
      letGo = hold.press(act);
    },
    options,
  );
  button.addEventListener(
    "keyup",
    (event) => {
      if (event.key === " ") event.preventDefault();
      if (fromKey) letGo();
      fromKey = false;
    },
    options,
  );
  // A click that no pointer made is a screen reader's or a voice's: it never holds.
  button.addEventListener("click", ({ detail }) => detail === 0 && act(), options);
  for (const event of ["pointerup", "pointercancel", "blur"]) {
    window.addEventListener(event, end, options);
  }
  button.addEventListener("blur", end, options);
  button.addEventListener("contextmenu", end, options);
  return () => gone.abort();
}
