/** The bar above the transport: what a run is there to show, or what a first visitor may try. */

/** @import { PresetInfo, Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { gallery } from "../../words/en-gallery.js";
import { spoken } from "../../words/words.js";
import { firstOf } from "./presets.js";
import { firstWords, wordsOf } from "./words.js";

const words = spoken(gallery);

/** Of the bar and of the gallery. */
export const STYLE = "static/css/gallery.css";

/**
 * Say what a preset is there to show for as long as its run is on screen.
 * @param {PresetInfo} preset
 * @param {Store} store
 * @param {Send} send
 * @param {() => void} more
 */
export function showPreset(preset, store, send, more) {
  const { title, watch, where } = wordsOf(preset.name);
  const first = el("button", {
    class: "primary",
    text: firstWords(preset),
    attrs: { type: "button" },
    on: { click: act },
  });
  const text = el(
    "p",
    { class: "bar-text" },
    el("strong", { text: title }),
    ` ${watch} `,
    el("span", { class: "bar-where", text: words.look(where) }),
  );
  const others = el("button", {
    class: "to-others",
    text: words.more,
    attrs: { type: "button" },
    on: { click: more },
  });

  async function act() {
    for (const command of firstOf(preset, store.get())) await send(command);
  }

  const shut = showBar(words.bar, [text, first, others], () => unsubscribe());
  /** @param {State} state */
  const follow = ({ run }) => run && run.digest !== preset.digest && shut();
  const unsubscribe = store.subscribe(follow);
  first.focus();
}

/**
 * Put a bar in place of one that is there.
 * @param {string} name
 * @param {readonly HTMLElement[]} content
 * @param {() => void} closed called when it goes, whatever takes it away
 * @returns {() => void} the way to take it away
 */
export function showBar(name, content, closed) {
  closeLast();
  const close = iconButton("close", words.dismiss, shut);
  const bar = el(
    "section",
    { class: "bar", attrs: { "aria-label": name } },
    icon("bulb"),
    ...content,
    close,
  );

  function shut() {
    if (!bar.isConnected) return;
    bar.remove();
    closeLast = () => {};
    closed();
  }

  closeLast = shut;
  document.getElementById("transport")?.prepend(bar);
  return shut;
}

let closeLast = () => {};
