/** By which addresses others come into a class, and which of them is shown: for every part that shows it. */

/** @import { Invitation } from "./lead-invite.js" */

import { waysInto } from "../../line/room.js";

/** @typedef {{ get: () => Invitation, choose: (address: string) => void, subscribe: (listener: () => void) => () => void }} Invitations */

/** The invitation of the class that was led last. @type {Invitations | null} */
let known = null;

/** Asked once for a class, and again where no answer came. @param {string} code */
export function invitationsOf(code) {
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
