/** The menu that takes the run home: files that the server makes of it, and pictures of what is on screen. */

/** @import { Send, Store } from "../../state/types" */
/** @import { Kind } from "./offered.js" */

import { el } from "../../draw/dom.js";
import { isShut } from "../../run/led.js";
import { exporting } from "../../words/en-export.js";
import { spoken } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { chooseRecording } from "../recordings/open.js";
import { addressOf, OFFERED } from "./offered.js";
import { pictureOf } from "./picture.js";
import { inPixels, save } from "./save.js";

const words = spoken(exporting);

/** Where what is pictured is on the page. */
const PICTURED = { stage: "#stage", chart: "#chart", map: ".plane" };

/** @param {Store} store @param {Send} send */
export function openMenu(store, send) {
  if (document.querySelector("dialog.export")) return;
  const state = store.get();
  const dialog = el(
    "dialog",
    { class: "help export", attrs: { "aria-labelledby": "export-title" } },
    el(
      "form",
      { attrs: { method: "dialog" } },
      el("h2", { text: words.title, attrs: { id: "export-title" } }),
      el("p", { class: "small-print", text: words.stands(state.position?.epoch ?? 0) }),
      el("dl", { class: "shortcuts" }, ...groups(store, send)),
      el("button", { class: "primary", text: words.close, attrs: { type: "submit" } }),
    ),
  );
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Store} store @param {Send} send */
function groups(store, send) {
  const state = store.get();
  const { run, code, weights, rows } = OFFERED;
  const files = (/** @type {readonly Kind[]} */ kinds) =>
    kinds.map((kind) => file(kind, state.room));
  return [
    ...group(words.groups.run, [...files(run), page(store), ...opening(store, send)]),
    ...group(words.groups.code, files(code)),
    ...group(words.groups.weights, files(weights)),
    ...group(words.groups.rows, files(rows)),
    ...group(words.groups.pictures, pictures()),
    ...group(words.groups.exercises, [exercises(store)]),
  ];
}

/** @param {string} name @param {readonly HTMLElement[]} ways */
function group(name, ways) {
  return [el("dt", { text: name }), el("dd", { class: "export-ways" }, ...ways)];
}

/** @param {Kind} kind @param {string} room */
function file(kind, room) {
  const home = new URL(document.body.dataset.base || ".", document.baseURI);
  return el("a", {
    class: "export-way",
    text: words.files[kind],
    attrs: { href: addressOf(kind, room, home), download: "" },
  });
}

/** The way back from a file, for who may change the run. @param {Store} store @param {Send} send */
function opening(store, send) {
  if (isShut(store.get(), "own-table")) return [];
  const open = () => {
    document.querySelector(/** @type {"dialog"} */ ("dialog.export"))?.close();
    chooseRecording(store, send);
  };
  return [
    el("button", {
      class: "export-way",
      text: words.open,
      attrs: { type: "button" },
      on: { click: open },
    }),
  ];
}

/** @param {Store} store */
function exercises(store) {
  const form = onDemand(store, () => import("../sheets/dialog.js"));
  return wayTo(words.sheets, async () => (await form.ask())?.openSheets, store);
}

/** @param {Store} store */
function page(store) {
  const form = onDemand(store, () => import("./page.js"));
  return wayTo(words.page, async () => (await form.ask())?.openPage, store);
}

/**
 * Its form comes in place of this menu.
 * @param {string} text
 * @param {() => Promise<((store: Store) => unknown) | undefined>} come
 * @param {Store} store
 */
function wayTo(text, come, store) {
  return el("button", {
    class: "export-way",
    text,
    attrs: { type: "button", "aria-haspopup": "dialog" },
    on: { click: open },
  });

  async function open() {
    const form = await come();
    if (!form) return;
    document.querySelector(/** @type {"dialog"} */ ("dialog.export"))?.close();
    await form(store);
  }
}

function pictures() {
  return Object.entries(PICTURED).flatMap(([what, where]) => {
    const pictured = document.querySelector(where);
    if (!(pictured instanceof HTMLElement) || !pictured.checkVisibility()) return [];
    const name = words.pictures[/** @type {keyof typeof PICTURED} */ (what)];
    const ways = {
      SVG: () => save(`propscope-${what}.svg`, new Blob([drawn()], { type: "image/svg+xml" })),
      PNG: async () => save(`propscope-${what}.png`, await inPixels(drawn())),
    };
    const drawn = () => pictureOf(pictured);
    return Object.entries(ways).map(([how, take]) =>
      el("button", {
        class: "export-way",
        text: words.picture(name, how),
        attrs: { type: "button" },
        on: { click: take },
      }),
    );
  });
}
