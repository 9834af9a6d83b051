/** The words of the page, in the language it is shown in. */

import { en } from "./en.js";
import { pseudo } from "./pseudo.js";

/** @typedef {{ tag: string, direction: "ltr" | "rtl", words: () => typeof en }} Language */

/** By the name that the address asks for. @type {Record<string, Language>} */
const LANGUAGES = {
  en: { tag: "en", direction: "ltr", words: () => en },
  pseudo: { tag: "en-x-pseudo", direction: "rtl", words: () => pseudo(en) },
};

const address = typeof location === "undefined" ? "" : location.search;
const language = LANGUAGES[new URLSearchParams(address).get("lang") ?? "en"] ?? LANGUAGES.en;

export const words = language.words();

/** The words of what is loaded on demand, in the same language. @template Words @param {Words} english */
export const spoken = (english) => (language === LANGUAGES.pseudo ? pseudo(english) : english);

/** Puts the words where the page's own document has places for them. @param {Document} page */
export function speak(page) {
  page.documentElement.lang = language.tag;
  page.documentElement.dir = language.direction;
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (
    page.querySelectorAll("[data-text], [data-label]")
  )) {
    const { text, label } = /** @type {Record<string, keyof typeof words.page>} */ (
      element.dataset
    );
    if (text) element.textContent = words.page[text];
    if (label) element.setAttribute("aria-label", words.page[label]);
  }
}
