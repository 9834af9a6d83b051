/** The gallery: runs that each make a point, a card each. */

/** @import { PresetInfo, Send, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { gallery } from "../../words/en-gallery.js";
import { words as page, spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { STYLE, showPreset } from "./bar.js";
import { picture } from "./picture.js";
import { open, presets } from "./presets.js";
import { firstWords, wordsOf } from "./words.js";

const words = spoken(gallery);
/** @typedef {keyof typeof words.groups} Group */

/** @param {Store} store @param {Send} send */
export async function openGallery(store, send) {
  if (document.querySelector("dialog.gallery")) return;
  const all = await found(store);
  await styled(STYLE);
  if (!all || document.querySelector("dialog.gallery")) return;
  const cards = all.map((preset) => card(preset, store, choose));
  const close = iconButton("close", words.close, () => dialog.close());
  const dialog = el(
    "dialog",
    { class: "framed filling gallery", attrs: { "aria-labelledby": "gallery-title" } },
    el("header", {}, el("h2", { text: words.title, attrs: { id: "gallery-title" } }), close),
    el(
      "div",
      { class: "gallery-content" },
      el("p", { class: "small-print", text: words.about }),
      ...groups(all, cards),
    ),
  );

  /** @param {PresetInfo} preset */
  function choose(preset) {
    dialog.close();
    void openPreset(preset, store, send);
  }

  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    for (const { dispose } of cards) dispose();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Open one of them by its name.
 * @param {string} name
 * @param {Store} store
 * @param {Send} send
 */
export async function openNamed(name, store, send) {
  const preset = (await found(store))?.find((each) => each.name === name);
  if (preset) await openPreset(preset, store, send);
}

/** @param {PresetInfo} preset @param {Store} store @param {Send} send */
async function openPreset(preset, store, send) {
  // On a phone the form is open over what is to be looked at.
  /** @type {HTMLElement | null} */ (document.querySelector(".drawer-close[data-open]"))?.click();
  await Promise.all([open(preset, store, send), styled(STYLE)]);
  showPreset(preset, store, send, () => openGallery(store, send));
}

/** @param {Store} store */
async function found(store) {
  try {
    return await presets();
  } catch (error) {
    console.warn(error);
    store.set({ notice: { words: page.notices.notLoaded, reload: true } });
    return null;
  }
}

/** @param {readonly PresetInfo[]} all @param {readonly { element: HTMLElement }[]} cards */
function groups(all, cards) {
  const names = [...new Set(all.map(({ group }) => /** @type {Group} */ (group)))];
  return names.map((name) =>
    el(
      "section",
      { attrs: { "aria-label": words.groups[name] } },
      el("h3", { class: "eyebrow", text: words.groups[name] }),
      el(
        "ul",
        { class: "presets" },
        ...cards.filter((_, at) => all[at].group === name).map(({ element }) => element),
      ),
    ),
  );
}

/** @param {PresetInfo} preset @param {Store} store @param {(preset: PresetInfo) => void} choose */
function card(preset, store, choose) {
  const { title, watch, where } = wordsOf(preset.name);
  const drawn = picture(preset, store.get().catalog?.datasets ?? []);
  const id = `preset-${preset.name}`;
  const element = el(
    "li",
    { class: "preset" },
    drawn.element,
    el("button", {
      text: title,
      attrs: { type: "button", "aria-describedby": id },
      on: { click: () => choose(preset) },
    }),
    el(
      "div",
      { class: "preset-about", attrs: { id } },
      el("p", { text: watch }),
      el("p", { class: "small-print", text: words.hint(firstWords(preset), where) }),
    ),
  );
  return { element, dispose: drawn.dispose };
}
