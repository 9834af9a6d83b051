/** The ways to a table of one's own: a button, a file dropped anywhere on the page, rows pasted onto it; a dropped recording is opened. */

/** @import { Send, Store } from "../../state/types" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { isRecording } from "../../line/recording.js";
import { isShut } from "../../run/led.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";

/** @param {Store} store @param {Send} send @returns {Part} */
export function ownTable(store, send) {
  const gone = new AbortController();
  const dialog = onDemand(store, () => import("../table/dialog.js"));
  const recordings = onDemand(store, () => import("../recordings/open.js"));
  const element = el("button", {
    class: "own-table",
    text: words.rail.bring,
    attrs: { type: "button", title: words.rail.bringHint },
    on: { click: () => open() },
  });

  /** @param {File} [file] */
  async function open(file) {
    if (isShut(store.get(), "own-table")) return;
    if (file && isRecording(file)) (await recordings.ask())?.openRecording(file, store, send);
    else (await dialog.ask())?.openTable(send, file);
  }

  /** @param {DragEvent} event */
  function drag(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    // The browser would leave the page for the file.
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (event.type === "drop" && file) open(file);
  }

  /** @param {ClipboardEvent} event */
  function paste({ target, clipboardData }) {
    const isField = target instanceof Element && target.matches("input, textarea");
    const text = clipboardData?.getData("text/plain") ?? "";
    const file = clipboardData?.files[0];
    if (isField) return;
    if (file) open(file);
    else if (text.trim().includes("\n")) open(new File([text], words.rail.pasted));
  }

  const { signal } = gone;
  document.addEventListener("dragover", drag, { signal });
  document.addEventListener("drop", drag, { signal });
  document.addEventListener("paste", paste, { signal });
  return { element, paint() {}, dispose: () => gone.abort() };
}
