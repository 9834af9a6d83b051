/** Light or dark: what the visitor chose, else what the system says. */

/** @typedef {"system" | "light" | "dark"} Theme */

const KEY = "propscope.theme";

/** In the order in which the switch goes through them. */
const THEMES = /** @type {const} */ (["system", "light", "dark"]);

/** @returns {Theme} */
export function chosenTheme() {
  const kept = remembered();
  return THEMES.find((theme) => theme === kept) ?? "system";
}

/** @param {Theme} theme @returns {Theme} */
export function nextTheme(theme) {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
}

/**
 * Show the page in a theme and remember it for the next visit.
 * @param {Theme} theme
 */
export function applyTheme(theme) {
  const page = document.documentElement;
  if (theme === "system") delete page.dataset.theme;
  else page.dataset.theme = theme;
  remember(theme);
}

// Storage can be forbidden or full; the theme then lasts as long as the page.
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {Theme} theme */
function remember(theme) {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Nothing to do: see above.
  }
}
