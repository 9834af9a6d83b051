/** Tells when a page may have slept: it comes into sight, out of the browser's back-forward cache, or on line again. */

/** @param {() => void} wake @param {Pick<Window, "addEventListener" | "document">} [page] */
export function whenWoken(wake, page = window) {
  const { document } = page;
  document.addEventListener("resume", wake);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") wake();
  });
  page.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) wake();
  });
  page.addEventListener("online", wake);
}
