/** The sheet that painting and drawing happen on: it floats over the page, which goes on beside it. */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { paint } from "../../words/en-paint.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";

const words = spoken(paint);
const STYLE = "static/css/paint.css";
/** @type {(() => void) | null} the way to close the one that is open */
let closeOpen = null;

/**
 * Open a sheet in place of one that is open.
 * @param {string} title
 * @param {(close: AbortSignal) => Node[]} make what is on it
 */
export async function openSheet(title, make) {
  await styled(STYLE);
  closeOpen?.();
  const gone = new AbortController();
  // Where the form is a drawer, the sheet takes its place.
  /** @type {HTMLElement | null} */ (document.querySelector(".drawer-close[data-open]"))?.click();
  const before = document.activeElement;
  const closing = iconButton("close", words.close, close);
  const sheet = el(
    "div",
    { class: "paint", attrs: { role: "dialog", "aria-labelledby": "paint-title" } },
    el(
      "div",
      { class: "paint-head" },
      el("h2", { text: title, attrs: { id: "paint-title" } }),
      closing,
    ),
    ...make(gone.signal),
  );

  function close() {
    const hadFocus = sheet.contains(document.activeElement);
    gone.abort();
    sheet.remove();
    closeOpen = null;
    if (hadFocus && before instanceof HTMLElement) before.focus();
  }

  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  closeOpen = close;
  document.body.append(sheet);
  fit(sheet, gone.signal);
  closing.focus();
}

/** Leave the transport free: it reaches down to where that begins. @param {HTMLElement} sheet @param {AbortSignal} gone */
function fit(sheet, gone) {
  const [header, transport] = ["header", "transport"].map((id) => document.getElementById(id));
  const measure = () => {
    const top = header?.getBoundingClientRect().bottom ?? 0;
    const bottom = transport?.getBoundingClientRect().top ?? innerHeight;
    sheet.style.setProperty("--paint-top", `${Math.max(0, top)}px`);
    sheet.style.setProperty("--paint-bottom", `${Math.max(0, innerHeight - bottom)}px`);
  };
  const sized = new ResizeObserver(measure);
  for (const each of [document.body, transport]) if (each) sized.observe(each);
  addEventListener("resize", measure, { signal: gone });
  gone.addEventListener("abort", () => sized.disconnect());
  measure();
}
