/** Buttons in rows with one tab stop, among which the arrows move. */

const BY = /** @type {Record<string, readonly [number, number]>} */ ({
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
});

/**
 * Where an arrow leads from a place; null where it leads nowhere.
 * @param {string} key
 * @param {number} place
 * @param {number} columns
 * @param {number} rows
 */
export function placeAfter(key, place, columns, rows) {
  const by = BY[key];
  if (!by || place < 0) return null;
  const [row, column] = [Math.floor(place / columns) + by[0], (place % columns) + by[1]];
  const isInside = row >= 0 && row < rows && column >= 0 && column < columns;
  return isInside ? row * columns + column : null;
}

/**
 * @param {HTMLElement} root
 * @param {() => HTMLButtonElement[]} buttons row by row
 * @param {() => number} columns
 */
export function roam(root, buttons, columns) {
  root.addEventListener("keydown", (event) => {
    const all = buttons();
    const here = all.indexOf(/** @type {any} */ (event.target));
    const place = placeAfter(event.key, here, columns(), all.length / columns());
    if (place === null) return;
    event.preventDefault();
    event.stopPropagation();
    stop(all, place);
    all[place].focus();
  });
}

/** Make one of them the tab stop. @param {readonly HTMLButtonElement[]} buttons @param {number} place */
export function stop(buttons, place) {
  for (const [at, button] of buttons.entries()) button.tabIndex = at === place ? 0 : -1;
}
