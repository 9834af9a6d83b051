/** The button that goes through the themes; wherever it stands it shows the one that is chosen. */

import { el } from "../draw/dom.js";
import { icon } from "../draw/icons.js";
import { applyTheme, chosenTheme, nextTheme } from "../draw/theme.js";
import { words } from "../words/words.js";

const THEMES = {
  system: words.header.themeSystem,
  light: words.header.themeLight,
  dark: words.header.themeDark,
};

/** What has every one of them show the theme. @type {Set<() => void>} */
const shown = new Set();

let theme = chosenTheme();

export function themeSwitch() {
  const button = el("button", {
    class: "icon pill theme",
    attrs: { type: "button" },
    on: { click: turn },
  });

  function show() {
    const name = THEMES[theme];
    button.setAttribute("aria-label", name);
    button.title = name;
    button.replaceChildren(icon(theme));
  }

  shown.add(show);
  show();
  return button;
}

function turn() {
  theme = nextTheme(theme);
  applyTheme(theme);
  for (const show of shown) show();
}
