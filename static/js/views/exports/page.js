/** The form of a page that plays offline: from where to where it goes, what it shows, and how it opens. */

/** @import { Store } from "../../state/types" */
/** @import { Wanted } from "./wanted.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { answered } from "../../line/answered.js";
import { onePage } from "../../words/en-page.js";
import { share } from "../../words/en-share.js";
import { refusalOf } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";
import { controlsForm } from "../share/controls-form.js";
import { menuField, numberField } from "../sheets/fields.js";
import { styled } from "../styled.js";
import { save } from "./save.js";
import { firstWanted, MOST_EPOCHS, pathOf } from "./wanted.js";

const words = spoken(onePage);
const ofSharing = spoken(share);
const STYLES = ["static/css/sheets.css", "static/css/share.css"];
/** So often is asked how many pages come first. */
const AGAIN_MS = 1000;
const SUFFIX = { page: "html", package: "zip" };
/** @type {readonly Wanted["start"][]} */
const STARTS = ["beginning", "here", "playing"];
const THEMES = /** @type {const} */ (["system", "light", "dark"]);
const KINDS = /** @type {const} */ (["page", "package"]);

/** @param {Store} store */
export async function openPage(store) {
  if (!store.get().run || document.querySelector("dialog.sheets")) return;
  await Promise.all(STYLES.map(styled));
  let wanted = firstWanted(store.get());
  const gone = new AbortController();
  let isMaking = false;

  const epochs = { low: 0, high: MOST_EPOCHS };
  const first = numberField(words.first, epochs, wanted.first, take("first"));
  const last = numberField(words.last, epochs, wanted.last, take("last"));
  const starts = STARTS.map((start) => /** @type {const} */ ([start, words.starts[start]]));
  const start = menuField(words.start, starts, wanted.start, take("start"));
  const themes = THEMES.map((theme) => /** @type {const} */ ([theme, ofSharing.themes[theme]]));
  const theme = menuField(words.theme, themes, wanted.theme ?? "system", (chosen) =>
    change({ theme: chosen === "system" ? null : /** @type {"light" | "dark"} */ (chosen) }),
  );
  const kinds = KINDS.map((kind) => /** @type {const} */ ([kind, words.kinds[kind]]));
  const kind = menuField(words.as, kinds, wanted.kind, take("kind"));
  const controls = controlsForm((hide, lock) => change({ hide, lock }));
  const told = el("p", { class: "sheets-told", attrs: { role: "status" } });
  const download = el("button", { class: "primary", text: words.take, attrs: { type: "submit" } });
  const form = el(
    "form",
    { attrs: { novalidate: true }, on: { submit: make } },
    el(
      "div",
      { class: "sheets-head" },
      el("h2", { text: words.title, attrs: { id: "page-title" } }),
      iconButton("close", words.close, () => dialog.close()),
    ),
    el("p", { class: "small-print", text: words.about }),
    ...[first, last, start, theme, kind].map(({ root }) => root),
    controls.element,
    el("div", { class: "sheets-foot" }, told, download),
  );
  const dialog = el(
    "dialog",
    { class: "sheets page-form", attrs: { "aria-labelledby": "page-title" } },
    form,
  );

  /** @template {keyof Wanted} Name @param {Name} name @returns {(value: any) => void} */
  function take(name) {
    return (value) => change(value === null ? {} : { [name]: value });
  }

  /** @param {Partial<Wanted>} changed */
  function change(changed) {
    wanted = { ...wanted, ...changed };
    controls.paint({ ...wanted, kind: "link", start: "here", size: 0 });
    const isGood = first.isGood() && last.isGood();
    const isInOrder = wanted.first < wanted.last;
    tell(isGood && !isInOrder ? words.order : "", isGood && isInOrder ? "ready" : "refused");
  }

  /** @param {Event} event */
  async function make(event) {
    event.preventDefault();
    if (isMaking || told.dataset.is === "refused") return;
    isMaking = true;
    tell(words.making, "working");
    const state = store.get();
    const done = new AbortController();
    void tellBefore(state.room, done.signal);
    const made = await answered(pathOf(state, wanted), gone.signal, (answer) => answer.blob());
    isMaking = false;
    done.abort();
    if (gone.signal.aborted) return;
    if (made instanceof Blob) {
      save(`propscope-${state.room}.${SUFFIX[wanted.kind]}`, made);
      tell(words.made, "ready");
    } else tell(made ? refusalOf(made) : words.failed, made ? "refused" : "failed");
  }

  /** While it is made: how many others come first. @param {string} room @param {AbortSignal} done */
  async function tellBefore(room, done) {
    const path = `export/page/before?${new URLSearchParams({ room })}`;
    while (!done.aborted && !gone.signal.aborted) {
      const before = await answered(path, gone.signal, (answer) => answer.json());
      if (done.aborted || gone.signal.aborted) return;
      tell(typeof before === "number" && before ? words.before(before) : words.making, "working");
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** @param {string} text @param {"ready" | "working" | "refused" | "failed"} is */
  function tell(text, is) {
    put(told, text);
    told.dataset.is = is;
    download.setAttribute("aria-disabled", String(isMaking || is === "refused"));
  }

  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    gone.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  change({});
  dialog.showModal();
  last.input.focus();
  last.input.select();
}
