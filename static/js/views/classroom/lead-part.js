/** What leading a class needs once it is asked for: its dialogs, and by which addresses others come in. */

/** @import { Send, Store } from "../../state/types" */
/** @import { Invitation } from "./lead-invite.js" */

import { waysInto } from "../../line/room.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { createLarge, largeShown } from "./lead-large.js";
import { askToOpen } from "./lead-open.js";
import { openRoomDialog } from "./lead-room.js";

const words = spoken(classroom).lead;
const STYLE = "static/css/classroom-lead.css";

/** @typedef {{ get: () => Invitation, choose: (address: string) => void, subscribe: (listener: () => void) => () => void }} Invitations */

/** The invitation of the class that was led last. @type {Invitations | null} */
let known = null;

/** Open a room, or show the one that is open. @param {Store} store @param {Send} send */
export async function openRoom(store, send) {
  if (document.querySelector("dialog.room")) return;
  await styled(STYLE);
  if (document.querySelector("dialog.room")) return;
  const { classroom: held } = store.get();
  if (!held) return askToOpen(store, send, () => void openRoom(store, send));
  openRoomDialog(store, send, invitationsOf(held.code), () => showLarge(held.code));
}

/** The key C: over the whole screen, and away again. @param {Store} store */
export async function pressC(store) {
  const shown = largeShown();
  if (shown) return shown.close();
  const inFront = document.querySelector("dialog[open]:not(.room)");
  const { classroom: held } = store.get();
  if (inFront || !held) return;
  await styled(STYLE);
  if (!largeShown()) showLarge(held.code);
}

/** Say that the class is over, to who led it too. @param {Store} store @param {string} code */
export function sayClosed(store, code) {
  largeShown()?.close();
  store.set({ notice: { words: words.closed(code) } });
}

/** @param {string} code */
function showLarge(code) {
  const invitations = invitationsOf(code);
  const large = createLarge();
  const paint = () => large.paint(invitations.get());
  const stop = invitations.subscribe(paint);
  large.root.addEventListener("close", stop);
  paint();
  large.show();
}

/** By which addresses others come in: asked once for a class, and again where no answer came. @param {string} code */
function invitationsOf(code) {
  if (known?.get().code === code) return known;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {Invitation} */
  let invitation = { code, addresses: null, at: null };

  /** @param {Partial<Invitation>} change */
  function become(change) {
    invitation = { ...invitation, ...change };
    for (const listener of listeners) listener();
  }

  /** @type {Invitations} */
  const made = {
    get: () => invitation,
    choose: (address) => become({ at: address }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  known = made;
  void waysInto(code).then((addresses) => {
    if (addresses) become({ addresses, at: addresses[0] ?? null });
    else if (known === made) known = null;
  });
  return made;
}
