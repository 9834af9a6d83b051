/** How large the visitor wants text. */

const USUAL_PX = 16;

/** Times the usual size: what is measured in pixels by a script grows with the text it contains. */
export function textScale() {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_PX;
}
