/** Copying a text, on a page that is served over no secure line too. */

import { el } from "../../draw/dom.js";

/**
 * @param {string} text
 * @param {HTMLElement} within what is in front: nothing else can be selected
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copied(text, within) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers keep the clipboard from pages that are not served over a secure line, but for what is selected.
    return copiedSelection(text, within);
  }
}

/** @param {string} text @param {HTMLElement} within */
function copiedSelection(text, within) {
  const before = document.activeElement;
  const field = el("textarea", {
    class: "visually-hidden",
    attrs: { readonly: true, tabindex: -1, "aria-hidden": "true" },
  });
  field.value = text;
  within.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
