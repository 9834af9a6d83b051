/** The output's picture as large as the window allows, live, in a dialog. */

/** @import { Line, Mount, Send, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { words } from "../../words/words.js";
import { styled } from "../styled.js";

const STYLE = "static/css/output-large.css";

/**
 * @param {Mount} mount what paints the output
 * @param {Store} store
 * @param {Send} send
 * @param {Line} line
 */
export async function openLarge(mount, store, send, line) {
  await styled(STYLE);
  if (document.querySelector("dialog.output-large")) return;
  const root = el("section", { class: "output" });
  const dialog = el(
    "dialog",
    { class: "output-large", attrs: { "aria-label": words.output.picture } },
    iconButton("close", words.output.close, () => dialog.close()),
    root,
  );
  document.body.append(dialog);
  dialog.showModal();
  const dispose = mount(root, store, send, line);
  const unsubscribe = store.subscribe(({ run }) => {
    if (!run?.plane && !run?.interval) dialog.close();
  });
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    unsubscribe();
    dispose();
    dialog.remove();
  });
}
