/** Copying from the panel: a browser leaves out what is in buttons and sets exponents beside their base. */

import { copied, raised } from "../../formulas/copied.js";

const LINES = "h2, h3, p, caption, tr, .line, .row, .code-line";

/** @param {HTMLElement} root @param {AbortSignal} gone */
export function makeCopies(root, gone) {
  root.addEventListener(
    "copy",
    (event) => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed || !event.clipboardData) return;
      const parts = Array.from({ length: selection.rangeCount }, (_, at) =>
        linesOf(selection.getRangeAt(at)),
      );
      event.clipboardData.setData("text/plain", parts.flat().join("\n"));
      event.preventDefault();
    },
    { signal: gone },
  );
}

/** @param {Range} range */
function linesOf(range) {
  const content = range.cloneContents();
  for (const unseen of content.querySelectorAll("[hidden]")) unseen.remove();
  const lines = Array.from(content.querySelectorAll(LINES));
  if (!lines.length) return [copied(within(content))];
  return lines
    .map((line) => (isPlain(line) ? (line.textContent ?? "") : copied(textOf(line))))
    .filter(Boolean);
}

/** Whether no formula is in it: a dot is a dot. @param {Element} line */
function isPlain(line) {
  return line.matches("caption, h3, .aside, .code-line");
}

/** @param {Node} node @returns {string} */
function textOf(node) {
  if (!(node instanceof Element)) return node.nodeValue ?? "";
  if (node instanceof SVGElement) return "";
  if (node.matches("sup")) return raised(within(node).replaceAll("−", "-"));
  if (node.matches("sub")) return within(node).replace(",", "_");
  if (node.matches(".rest")) return node.getAttribute("data-copied") ?? "";
  if (node.matches(".note, .tag")) return `  # ${within(node).trim()}`;
  if (node.matches(".phase-word, .row-name, th, td")) return `${within(node)} `;
  return node.querySelector(":scope > .mean") ? `mean(${within(node)})` : within(node);
}

/** @param {Node} node */
function within(node) {
  return Array.from(node.childNodes, textOf).join("");
}
