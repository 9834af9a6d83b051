/** What somebody who is here for the first time may try: each suggestion does something real with one press. */

/** @import { Command, Send, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { gallery } from "../../words/en-gallery.js";
import { spoken } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { styled } from "../styled.js";
import { STYLE, showBar } from "./bar.js";
import { openNamed } from "./gallery.js";

const words = spoken(gallery).try;
const PLAYED_EPOCHS = 40;
const EPOCHS_A_SECOND = 8;
const SHOWN = "linear-xor";

/**
 * @param {Store} store
 * @param {Send} send
 * @param {() => void} tried called when one was taken, or none is wanted
 */
export async function suggest(store, send, tried) {
  const table = onDemand(store, () => import("../table/dialog.js"));
  await styled(STYLE);
  /** @param {readonly Command[]} commands */
  const ask = async (commands) => {
    for (const command of commands) await send(command);
  };
  showBar(
    words.title,
    [
      el("strong", { class: "bar-title", text: words.title }),
      el(
        "div",
        { class: "suggestions" },
        suggestion(words.step, words.stepHint, () => ask([{ type: "step" }])),
        suggestion(words.play, words.playHint, () => ask(playing())),
        suggestion(words.preset, words.presetHint, () => openNamed(SHOWN, store, send)),
        suggestion(words.own, words.ownHint, async () => (await table.ask())?.openTable(send)),
      ),
    ],
    tried,
  );

  /** @param {string} text @param {string} hint @param {() => unknown} act */
  function suggestion(text, hint, act) {
    return el("button", {
      class: "pill",
      text,
      attrs: { type: "button", title: hint },
      on: {
        click: () => {
          tried();
          act();
        },
      },
    });
  }
}

/** @returns {Command[]} */
function playing() {
  return [
    { type: "set_speed", speed: EPOCHS_A_SECOND, unit: "epoch" },
    { type: "play", until_epoch: PLAYED_EPOCHS },
  ];
}
