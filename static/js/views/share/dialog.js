/** The dialog of links and embedded pages: what is shown, where it starts, and what is to be copied. */

/** @import { Send, Store } from "../../state/types" */
/** @import { Trail } from "../../run/trail.js" */
/** @import { Wishes } from "./wishes.js" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { keep } from "../../line/kept.js";
import { shortest } from "../../run/short-link.js";
import { summary } from "../../run/spec-edits.js";
import { share } from "../../words/en-share.js";
import { spoken } from "../../words/words.js";
import { segment } from "../segment.js";
import { styled } from "../styled.js";
import { codeView } from "./code.js";
import { controlsForm } from "./controls-form.js";
import { previewOf } from "./preview.js";
import { addressOf, codeOf, firstWishes, SIZES, STARTS, stepHere } from "./wishes.js";

const words = spoken(share);
const STYLE = "static/css/share.css";
const THEMES = /** @type {const} */ ([null, "light", "dark"]);
const KINDS = /** @type {const} */ (["link", "embed"]);

/**
 * @param {Store} store
 * @param {Send} send
 * @param {Trail} trail
 */
export async function openShare(store, send, trail) {
  if (document.querySelector("dialog.sharing")) return;
  await styled(STYLE);
  const { run, catalog } = store.get();
  if (!run || document.querySelector("dialog.sharing")) return;
  const name = summary(run, catalog);
  /** @type {Wishes} */
  let wishes = firstWishes(store.get());

  const kind = segment({
    label: words.kind,
    role: "radiogroup",
    choices: KINDS.map((one) => /** @type {const} */ ([one, words.kinds[one]])),
    choose: (chosen) => change({ kind: chosen }),
  });
  kind.root.className = "share-kind";
  const start = menu(
    words.start,
    STARTS,
    words.starts(stepHere(store.get(), wishes).index),
    (chosen) => change({ start: /** @type {Wishes["start"]} */ (chosen) }),
  );
  const themeNames = THEMES.map((theme) => theme ?? "system");
  const theme = menu(words.theme, themeNames, words.themes, (chosen) =>
    change({ theme: THEMES[themeNames.indexOf(/** @type {any} */ (chosen))] }),
  );
  const sizes = Object.fromEntries(
    SIZES.map(([width, height], at) => [
      at,
      width ? words.sized(width, height) : `${words.fullWidth} × ${height}`,
    ]),
  );
  const size = menu(words.size, Object.keys(sizes), sizes, (chosen) =>
    change({ size: Number(chosen) }),
  );
  const controls = controlsForm((hide, lock) => change({ hide, lock }));
  const result = el("textarea", {
    attrs: { id: "share-result", readonly: true, rows: 3, spellcheck: "false" },
  });
  const resultLabel = el("label", { attrs: { for: "share-result" } });
  const copy = el("button", { class: "primary", attrs: { type: "button" }, on: { click: take } });
  const said = el("p", { class: "share-said small-print", attrs: { role: "status" } });
  const rule = el("p", { class: "small-print" });
  const preview = previewOf();
  const code = codeView();
  /** Counts what was wished for: what comes late is not shown. */
  let wished = 0;
  const close = iconButton("close", words.close, () => dialog.close());
  const dialog = el(
    "dialog",
    { class: "framed sharing", attrs: { "aria-labelledby": "share-title" } },
    el(
      "div",
      { class: "share-head" },
      el("h2", { text: words.title, attrs: { id: "share-title" } }),
      kind.root,
      close,
    ),
    el(
      "div",
      { class: "share-body" },
      el(
        "div",
        { class: "share-choices" },
        el("div", { class: "share-row" }, start.element, theme.element, size.element),
        controls.element,
        rule,
        el("a", {
          class: "small-print",
          text: words.joinClass,
          attrs: { href: "?join", hidden: store.get().classroom !== null },
        }),
      ),
      preview.element,
    ),
    el(
      "div",
      { class: "share-foot" },
      code.element,
      resultLabel,
      result,
      el("div", { class: "share-take" }, said, copy),
    ),
  );

  /** @param {Partial<Wishes>} changed */
  function change(changed) {
    wishes = { ...wishes, ...changed };
    paint();
  }

  function paint() {
    const { kind: what } = wishes;
    const isEmbed = what === "embed";
    const address = addressOf(store.get(), trail, wishes);
    kind.paint(what);
    start.select.options[0].text = words.starts(stepHere(store.get(), wishes).index).here;
    start.select.value = wishes.start;
    theme.select.value = wishes.theme ?? "system";
    size.select.value = String(wishes.size);
    size.element.hidden = !isEmbed;
    controls.paint(wishes);
    result.value = isEmbed ? codeOf(address, wishes, words.frameTitle(name)) : address;
    resultLabel.textContent = words.result[what];
    copy.textContent = words.copy[what];
    said.textContent = "";
    rule.textContent = isEmbed ? `${words.rule} ${words.embedRule}` : words.rule;
    // It is this very server's, and need not be opened once more for what the step comes to.
    preview.paint(addressOf(store.get(), trail, { ...wishes, weighed: undefined }), wishes);
    void shorten(isEmbed ? null : address);
  }

  /** @param {string | null} address of a link */
  async function shorten(address) {
    wished += 1;
    const asked = wished;
    const schema = store.get().catalog?.schema;
    const at = address?.indexOf("#") ?? -1;
    if (address === null || at < 0 || !schema) return code.paint(null);
    const short = address.slice(0, at) + (await shortest(address.slice(at), schema));
    if (asked !== wished) return;
    result.value = short;
    await code.paint(short);
  }

  /** What the numbers of this step come to: who opens the link elsewhere is told where they are others. */
  async function weigh() {
    const answer = await send({ type: "weigh" });
    if (answer.type === "weighed") change({ weighed: { ...answer, run: store.get().run } });
  }

  async function take() {
    const done = await copied(result.value);
    if (!done) result.select();
    said.textContent = done ? words.copied : words.inField;
  }

  /** What is too large for an address has to be with the server before anybody asks for it. */
  async function bring() {
    const { run: now } = store.get();
    if (!now || !trail.recall(now.digest)) return preview.begin();
    copy.disabled = true;
    said.textContent = words.keeping;
    const digest = await keep(now.began);
    copy.disabled = false;
    said.textContent = digest ? "" : words.notKept;
    if (digest) preview.begin();
  }

  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  paint();
  dialog.showModal();
  copy.focus();
  void bring();
  void weigh();
}

/**
 * A named menu.
 * @param {string} label
 * @param {readonly string[]} values
 * @param {Record<string, string>} names
 * @param {(value: string) => void} choose
 */
function menu(label, values, names, choose) {
  const select = el(
    "select",
    { on: { change: () => choose(select.value) } },
    ...values.map((value) => el("option", { text: names[value], attrs: { value } })),
  );
  return {
    element: el("label", { class: "share-menu" }, el("span", { text: label }), select),
    select,
  };
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers keep the clipboard from pages that are not served over a secure line.
    return false;
  }
}
