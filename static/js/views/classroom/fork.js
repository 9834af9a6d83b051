/** A copy of the class's run, to change and train; and the way back to the class, where the copy is kept. */

/** @import { Command, Line, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";

const words = spoken(classroom.fork);
/** A telephone that is held upright. */
const AT_FOOT = "(max-width: 47.5em) and (min-height: 30.0625em)";

/**
 * Go to a copy of exactly the step that is on screen: to the one that was left, unless it is to be made anew.
 * @param {Store} store
 * @param {Line} line
 */
export async function fork(store, line, anew = !line.whereabouts.hasFork()) {
  const { classroom: held } = store.get();
  const copy = copyOf(store.get());
  if (!held || !copy) return;
  line.whereabouts.goToFork(held.code, anew);
  const answer = await line.go(anew ? copy : undefined);
  if (answer?.type !== "error" || answer.code === "not_connected") return;
  await backToClass(line);
  store.set({ failure: null, notice: { words: words.cannot(refusalOf(answer)) } });
}

/** The copy is kept. @param {Line} line */
export function backToClass(line) {
  line.whereabouts.goToClass();
  return line.go();
}

/** Have what is on screen as a run of one's own, once its class is over. @param {Store} store @param {Line} line */
export async function keepAsOwn(store, line) {
  const copy = copyOf(store.get());
  line.whereabouts.goToOwn();
  const answer = await line.go(copy ?? undefined);
  if (answer?.type === "error" && answer.code !== "not_connected")
    store.set({ failure: null, notice: { words: words.cannot(refusalOf(answer)) } });
}

/**
 * To a copy; where one was left, to that or to a new one. At the page's foot where there is room for a thumb, else
 * in its head.
 * @param {Store} store
 * @param {Line} line
 * @param {HTMLElement} head
 * @param {Element} beside stands before it
 */
export function forkButton(store, line, head, beside) {
  const goes = button("fork-go", () => void fork(store, line));
  const anew = button("fork-anew", () => void fork(store, line, true));
  anew.textContent = words.anew;
  const element = el("div", { class: "fork" }, beside, goes, anew);
  const foot = el("section", { class: "class-foot", attrs: { "aria-label": words.region } });
  const atFoot = matchMedia(AT_FOOT);
  document.getElementById("chart")?.after(foot);

  function stand() {
    const place = atFoot.matches ? foot : head;
    if (element.parentElement !== place) place.append(element);
  }

  /** A click on a sign that is put there anew meanwhile is none. @param {string} text */
  function say(text) {
    if (goes.textContent !== text) goes.replaceChildren(icon("fork"), text);
  }

  /** @param {boolean} isShown */
  function paint(isShown) {
    const wasLeft = line.whereabouts.hasFork();
    // A copy would tell what the class is to predict.
    const mayCopy = !store.get().poll?.hides;
    goes.disabled = !wasLeft && !mayCopy;
    say(wasLeft ? words.kept : words.fork);
    goes.title = goes.disabled ? words.later : wasLeft ? words.keptHint : words.hint;
    anew.hidden = !wasLeft || !mayCopy;
    element.hidden = !isShown;
    foot.hidden = !isShown || !atFoot.matches;
  }

  function move() {
    stand();
    paint(!element.hidden);
  }

  atFoot.addEventListener("change", move);
  stand();
  paint(false);
  return {
    paint,
    dispose() {
      atFoot.removeEventListener("change", move);
      foot.remove();
    },
  };
}

/** @param {string} look @param {() => void} click */
function button(look, click) {
  return el("button", { class: look, attrs: { type: "button" }, on: { click } });
}

/** What makes the run that is on screen, at its step. @param {State} state @returns {Command | null} */
export function copyOf({ run, position, playback }) {
  if (!run || !position) return null;
  const { speed, unit } = playback ?? {};
  const { began: spec, edits } = run;
  return { type: "restore", spec, edits, index: position.index, speed, unit };
}
