/** Painting once a frame at most; what nobody can follow any faster is painted once in a while, all of it in one frame. */

/** So often, while a run plays faster than can be read, numbers are written anew. */
export const AT_LEISURE_MS = 100;
/** So long it waits for a picture to be painted with: a frame for numbers alone takes as much again. */
const AT_LATEST_MS = 200;

/** What is to be painted when its turn comes. @type {Set<() => void>} */
const waiting = new Set();
/** When that was last, by the time of its frame. */
let turn = Number.NEGATIVE_INFINITY;
let frame = 0;
let late = 0;

/**
 * Whether numbers are written in this frame. The first to ask in it has all others painted too: what stands side by
 * side is of one state, and the frames between have pictures only.
 * @param {number} now the time of the frame
 */
export function isTurn(now) {
  if (now === turn) return true;
  if (now - turn < AT_LEISURE_MS) return false;
  turn = now;
  clearTimeout(late);
  late = 0;
  const paints = [...waiting];
  waiting.clear();
  for (const paint of paints) attempt(paint);
  return true;
}

/** An error in one view is told, and keeps none of the others from painting. @param {() => void} paint */
function attempt(paint) {
  try {
    paint();
  } catch (error) {
    reportError(error);
  }
}

/** @param {() => void} paint */
function waitForTurn(paint) {
  waiting.add(paint);
  lookSoon();
}

function lookSoon() {
  if (!frame) frame = requestAnimationFrame(look);
}

/** @param {number} now */
function look(now) {
  frame = 0;
  if (isTurn(now) || late || !waiting.size) return;
  late = window.setTimeout(
    () => {
      late = 0;
      lookSoon();
    },
    turn + AT_LATEST_MS - now,
  );
}

/**
 * @param {() => void} paint
 * @param {() => boolean} isAtLeisure whether it is enough to paint once in a while, with all else of which this is so
 */
export function paced(paint, isAtLeisure = () => false) {
  let due = 0;
  const now = () => {
    stop();
    paint();
  };
  function stop() {
    cancelAnimationFrame(due);
    due = 0;
    waiting.delete(now);
  }
  return {
    ask() {
      if (due) return;
      if (isAtLeisure()) waitForTurn(now);
      else due = requestAnimationFrame(now);
    },
    stop,
  };
}
