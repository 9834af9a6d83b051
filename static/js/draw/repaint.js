/** When what scripts have painted must be painted anew: other colours, other pixels, or paper instead of a screen. */

/**
 * Be told after each such change, whoever made it; gives the way to stop it.
 * @param {() => void} listener
 */
export function onRepaint(listener) {
  const gone = new AbortController();
  const { signal } = gone;
  const marked = new MutationObserver(listener);
  marked.observe(document.documentElement, { attributeFilter: ["data-theme", "data-printing"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener, { signal });
  watchDensity(listener, signal);
  return () => {
    gone.abort();
    marked.disconnect();
  };
}

/** Zooming, or another screen: a query names one density, so that each change needs a new one. @param {() => void} listener @param {AbortSignal} signal */
function watchDensity(listener, signal) {
  const here = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const changed = () => {
    listener();
    watchDensity(listener, signal);
  };
  here.addEventListener("change", changed, { once: true, signal });
}

/** Whether the page is being put on paper. */
export function isPrinting() {
  return "printing" in document.documentElement.dataset;
}

/**
 * Mark the page while it is put on paper. Before printing, styles are still the screen's: the mark is what both styles
 * and painting go by. A preview of the paper only changes the medium.
 */
export function watchPrinting() {
  const page = document.documentElement;
  const paper = matchMedia("print");
  /** @param {boolean} on */
  const mark = (on) => {
    if (on) page.dataset.printing = "";
    else delete page.dataset.printing;
  };
  addEventListener("beforeprint", () => mark(true));
  addEventListener("afterprint", () => mark(false));
  paper.addEventListener("change", () => mark(paper.matches));
  mark(paper.matches);
}
