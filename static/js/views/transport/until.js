/** "Stop when": the epoch or the accuracy at which play stops by itself. */

/** @import { Until } from "../../run/actions.js" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { en } from "../../words/en.js";
import { numberInput } from "../number-input.js";

const PERCENT = 100;

/**
 * A button that says the condition, and the small form behind it.
 * @param {HTMLElement} root
 * @param {(until: Until) => void} choose
 * @returns {(until: Until, enabled: boolean, classifies: boolean) => void} the way to paint it
 */
export function mountUntil(root, choose) {
  const epoch = field({ whole: true, low: 1, high: 1_000_000 }, "");
  const accuracy = field({ whole: false, low: 1, high: 100 }, "%");
  const word = el("span", { class: "until-word" });
  const button = el(
    "button",
    {
      class: "until-button",
      attrs: { type: "button", "aria-label": "Stop when", title: "Stop when" },
    },
    icon("until"),
    word,
  );
  const accuracyRow = row("accuracy reaches", accuracy.input, "%");
  const form = el(
    "form",
    { class: "until-form", attrs: { popover: "auto", "aria-label": "Stop playing when" } },
    el("h2", { class: "eyebrow", text: "Stop playing when" }),
    row("epoch is", epoch.input, ""),
    accuracyRow,
    el("p", {
      class: "small-print",
      text: "Accuracy: of training and test rows alike. An empty field never stops; once met, Play goes on without it.",
    }),
    el("button", { class: "primary", text: "Done", attrs: { type: "submit" } }),
  );
  root.replaceChildren(button, form);
  button.popoverTargetElement = form;

  form.addEventListener("toggle", () => stand(form, button));
  form.addEventListener("change", () => {
    const [atEpoch, atPercent] = [epoch.check(), accuracy.check()];
    if (form.reportValidity())
      choose({ epoch: atEpoch, accuracy: atPercent === null ? null : atPercent / PERCENT });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.hidePopover();
  });

  return (until, enabled, classifies) => {
    button.disabled = !enabled;
    accuracyRow.hidden = !classifies;
    word.textContent = words(until);
    button.dataset.set = String(word.textContent !== "");
    button.title = word.textContent ? `Stop when ${word.textContent}` : "Stop when";
    button.setAttribute("aria-label", button.title);
    if (form.contains(document.activeElement)) return;
    epoch.write(until.epoch === null ? "" : String(until.epoch));
    accuracy.write(until.accuracy === null ? "" : percent(until.accuracy));
  };
}

/** @param {Until} until */
function words({ epoch, accuracy }) {
  const said = [];
  if (epoch !== null) said.push(`epoch ${epoch}`);
  if (accuracy !== null) said.push(`acc ≥ ${percent(accuracy)} %`);
  return said.join(" or ");
}

/** @param {number} accuracy 0..1 */
function percent(accuracy) {
  return String(Number((accuracy * PERCENT).toFixed(2)));
}

/**
 * A number that may be left out, checked where it is typed.
 * @param {{ whole: boolean, low: number, high: number }} bounds
 * @param {string} unit
 */
function field(bounds, unit) {
  const made = numberInput({
    bounds: { ...bounds, openLow: false },
    unit,
    attrs: { placeholder: "–" },
  });

  /** @returns {number | null} */
  function check() {
    const now = made.read();
    if (!("value" in now)) {
      refuse(now.problem === "empty" ? null : en.unread[now.problem](now.readings));
      return null;
    }
    refuse(en.outside(now.value, bounds));
    return now.value;
  }

  /** @param {string | null} allowed */
  function refuse(allowed) {
    made.input.setCustomValidity(allowed === null ? "" : en.shouldBe(allowed));
  }

  return {
    input: made.input,
    check,
    /** @param {string} text */
    write(text) {
      made.write(text);
      refuse(null);
    },
  };
}

/**
 * @param {string} words
 * @param {HTMLInputElement} input
 * @param {string} unit
 */
function row(words, input, unit) {
  return el(
    "label",
    { class: "until-row" },
    el("span", { text: words }),
    input,
    el("span", { text: unit }),
  );
}

/**
 * Above its button, inside the window.
 * @param {HTMLElement} form
 * @param {HTMLElement} button
 */
function stand(form, button) {
  const at = button.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - form.offsetWidth - 8);
  form.style.left = `${Math.max(8, left)}px`;
  form.style.bottom = `${window.innerHeight - at.top + 8}px`;
}
