/** The bar of who follows a class: in which of three states the page is, by which code it came, and the way back. */

/** @import { State } from "../../state/types" */
/** @import { Theme } from "../../draw/theme.js" */
/** @import { Way } from "../../run/following.js" */

import { el, put, svg } from "../../draw/dom.js";
import { applyTheme, nextTheme } from "../../draw/theme.js";
import { atHome } from "../../line/home.js";
import { classroom as english } from "../../words/en-classroom.js";
import { words as page, spoken } from "../../words/words.js";
import { lineTold } from "../line-told.js";

const words = spoken(english).follow;

/** What of a line is more than a moment on the way to somewhere. */
const TOLD_OF = ["lost", "slow"];
/** Drawn on a grid of 16 × 16: a disc, a half of one, two bars. @type {Record<Way, [string, string]>} filled, and outlined */
const GLYPHS = {
  following: ["M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z", ""],
  own: ["M8 2a6 6 0 0 0 0 12z", "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z"],
  paused: ["M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z", ""],
};

/** @param {Way} way */
export function glyph(way) {
  const [filled, outlined] = GLYPHS[way];
  return svg(
    "svg",
    { attrs: { viewBox: "0 0 16 16", class: "class-glyph", "aria-hidden": "true" } },
    svg("path", { attrs: { d: filled, fill: "currentColor" } }),
    svg("path", {
      attrs: { d: outlined, fill: "none", stroke: "currentColor", "stroke-width": 2 },
    }),
  );
}

/**
 * @param {HTMLElement} root
 * @param {() => void} back
 */
export function makeBar(root, back) {
  const title = el("h1", { class: "class-title visually-hidden", text: "propscope" });
  const name = el("strong");
  const badge = el("p", { class: "class-badge", attrs: { role: "status" } });
  const beside = el("span", { class: "class-beside", attrs: { role: "status" } });
  const code = el("span", { class: "class-code" });
  const toClass = el(
    "button",
    { class: "class-back", attrs: { type: "button" }, on: { click: back } },
    el("span", { text: "←", attrs: { "aria-hidden": "true" } }),
    words.back,
  );
  const fork = el("div");
  const more = makeMore();
  root.replaceChildren(
    title,
    badge,
    beside,
    el("div", { class: "class-end" }, code, fork, toClass, more.root),
  );
  /** @type {Way | null} */
  let shown = null;

  return {
    /** Where the way to a copy of one's own stands, if it does here. */
    fork,
    /** @param {State} state @param {Way} way */
    paint(state, way) {
      const { classroom } = state;
      if (shown !== way) {
        badge.replaceChildren(glyph(way), name);
        put(name, words.states[way]);
        toClass.hidden = way !== "own";
        more.close();
      }
      shown = way;
      // The page's own head, which says this, is not always there.
      const line = lineTold(state);
      root.toggleAttribute("data-lost", line.is === "lost");
      const pacing = way === "own" && classroom ? words.pacing[classroom.pacing] : "";
      put(beside, TOLD_OF.includes(line.is) ? line.said : pacing);
      beside.title = line.hint;
      put(code, classroom?.code ?? "");
      code.title = words.code(classroom?.code ?? "");
    },
    dispose: more.dispose,
  };
}

/** What is seldom wanted: the theme, the keys, the way out. */
function makeMore() {
  const gone = new AbortController();
  const { signal } = gone;
  const theme = item(words.theme(themeNow()), () => {
    applyTheme(nextTheme(themeNow()));
    put(theme, words.theme(themeNow()));
  });
  const help = item(page.header.help, () => {
    close();
    document.dispatchEvent(new CustomEvent("propscope:help"));
  });
  const [build, maths] = [opens("rail", words.build, close), opens("panel", words.maths, close)];
  const leave = el("a", {
    class: "class-item",
    text: words.leave,
    attrs: { href: atHome("").href },
  });
  const opener = el("summary", {
    text: "⋯",
    attrs: { "aria-label": words.more, title: words.more },
  });
  const menu = el("div", { class: "class-menu" }, build, maths, theme, help, leave);
  const root = el("details", { class: "class-more" }, opener, menu);

  function close() {
    root.open = false;
  }

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !root.open) return;
    event.preventDefault();
    close();
    opener.focus();
  });
  document.addEventListener(
    "pointerdown",
    ({ target }) => target instanceof Node && !root.contains(target) && close(),
    { signal },
  );
  return { root, close, dispose: () => gone.abort() };
}

/** Opens a drawer, where the page's head, which has that button, is not shown. @param {string} drawer @param {string} text @param {() => void} close */
function opens(drawer, text, close) {
  const button = item(text, () => {
    close();
    const opener = document.querySelector(`.drawer-opener[aria-controls="${drawer}"]`);
    if (opener instanceof HTMLElement) opener.click();
  });
  button.classList.add("class-drawer");
  return button;
}

/** @returns {Theme} */
function themeNow() {
  return /** @type {Theme} */ (document.documentElement.dataset.theme ?? "system");
}

/** @param {string} text @param {() => void} act */
function item(text, act) {
  return el("button", { class: "class-item", text, attrs: { type: "button" }, on: { click: act } });
}
