/** Opens a recording: the run on screen becomes the one in the file, where it stood. */

/** @import { Send, Store } from "../../state/types" */

import { bring, ENDING } from "../../line/recording.js";
import { recordings } from "../../words/en-recordings.js";
import { spoken } from "../../words/words.js";

const words = spoken(recordings);

/**
 * @param {File} file
 * @param {Store} store
 * @param {Send} send
 * @param {typeof bring} [brought]
 */
export async function openRecording(file, store, send, brought = bring) {
  store.set({ failure: null, notice: { words: words.coming(file.name) } });
  const came = await brought(file);
  if (!("uploaded" in came)) {
    store.set({ notice: null, failure: came });
    return;
  }
  const reply = await send({ type: "replay", uploaded: came.uploaded });
  if (reply.type === "error") {
    store.set({ notice: null });
    return;
  }
  const others = Object.entries(came.differences);
  const told = others.length ? words.elsewhere(others, came.keyframes) : words.here;
  store.set({ notice: { words: `${words.opened(file.name, came.steps)} ${told}` } });
}

/** Has one chosen, then opens it. @param {Store} store @param {Send} send */
export function chooseRecording(store, send) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ENDING;
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) void openRecording(file, store, send);
  });
  input.click();
}
