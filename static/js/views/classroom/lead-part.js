/** What leading a class needs once it is asked for: its dialogs. */

/** @import { Send, Store } from "../../state/types" */

import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { largeShown, showLarge } from "./lead-large.js";
import { askToOpen } from "./lead-open.js";
import { openRoomDialog } from "./lead-room.js";
import { LEAD_STYLE } from "./lead-told.js";

const words = spoken(classroom).lead;

/** Open a room, or show the one that is open. @param {Store} store @param {Send} send */
export async function openRoom(store, send) {
  if (document.querySelector("dialog.room")) return;
  await styled(LEAD_STYLE);
  if (document.querySelector("dialog.room")) return;
  if (store.get().classroom) openRoomDialog(store, send);
  else askToOpen(store, send, () => void openRoom(store, send));
}

/** The key C: over the whole screen, and away again. @param {Store} store */
export async function pressC(store) {
  const shown = largeShown();
  if (shown) return shown.close();
  const inFront = document.querySelector("dialog[open]:not(.room)");
  const { classroom: held } = store.get();
  if (inFront || !held) return;
  await styled(LEAD_STYLE);
  if (!largeShown()) showLarge(held.code);
}

/** Say that the class is over, to who led it too. @param {Store} store @param {string} code */
export function sayClosed(store, code) {
  largeShown()?.close();
  store.set({ notice: { words: words.closed(code) } });
}
