/** The class's other windows: the teacher's console, and the big screen. */

/** @import { Link, Send, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { atHome } from "../../line/home.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { linkTo } from "./lead-told.js";

const words = spoken(classroom).lead;
/** What their addresses ask for. */
const VIEWS = Object.freeze({ drive: "console", present: "projector" });
/** As large as their contents are made for, until they are moved to a screen of their own. */
const SIZES = Object.freeze({ drive: [1440, 900], present: [1280, 720] });

/** The console that was asked for here and has not come in yet: it is no stranger who comes to lead too. @type {Pick<Window, "closed"> | null} */
let coming = null;

/** Asked once of each; one that was closed on its way is waited for no longer. */
export function isExpected() {
  const was = coming !== null && !coming.closed;
  coming = null;
  return was;
}

/**
 * Open a window by a link that gives its role, which is made where there is none any more.
 * @param {Store} store
 * @param {Send} send
 * @param {Link["role"]} role who drives gets the console
 */
export async function openWindow(store, send, role) {
  const [width, height] = SIZES[role];
  // At once, while it is still known to be wanted; by its name the one that is open already.
  const page = window.open("", `propscope-${role}`, `popup,width=${width},height=${height}`);
  if (!page) return store.set({ notice: { words: words.popupBarred } });
  if (!linkFor(store, role)) await send({ type: "make_link", role });
  const link = linkFor(store, role);
  const code = store.get().classroom?.code;
  if (!link || !code) return page.close();
  if (role === "drive") coming = page;
  page.location.href = linkTo(atHome("").href, code, link, VIEWS[role]);
  page.focus();
}

/** @param {Store} store @param {Link["role"]} role */
function linkFor(store, role) {
  return store.get().links.find((link) => link.role === role);
}

/** Buttons for both. @param {Store} store @param {Send} send */
export function createWindows(store, send) {
  const open = (/** @type {Link["role"]} */ role) =>
    el(
      "button",
      {
        attrs: { type: "button", title: words.windowHints[role] },
        on: { click: () => void openWindow(store, send, role) },
      },
      icon("system"),
      el("span", { text: words.openWindow[role] }),
    );
  return el(
    "section",
    { class: "room-windows", attrs: { "aria-labelledby": "room-windows" } },
    el("h3", { class: "eyebrow", text: words.windows, attrs: { id: "room-windows" } }),
    el("div", { class: "room-row" }, open("drive"), open("present")),
  );
}
