/** Painting once a frame at most, and only once in a while what nobody can follow any faster. */

/** So often, while a run plays faster than can be read, numbers are written anew. */
export const AT_LEISURE_MS = 100;

/**
 * @param {() => void} paint
 * @param {() => number} pause in milliseconds
 */
export function paced(paint, pause) {
  let frame = 0;
  let timer = 0;
  let last = 0;
  const now = () => {
    frame = 0;
    last = performance.now();
    paint();
  };
  const next = () => {
    timer = 0;
    frame = requestAnimationFrame(now);
  };
  return {
    ask() {
      if (frame || timer) return;
      const wait = last + pause() - performance.now();
      if (wait > 0) timer = window.setTimeout(next, wait);
      else next();
    },
    stop() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      frame = timer = 0;
    },
  };
}
