/** "Stop when": the epoch or the accuracy at which play stops by itself. */

/** @import { Until } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { words } from "../../words/words.js";
import { numberInput } from "../number-input.js";

const PERCENT = 100;

/**
 * A button that says the condition, and the small form behind it.
 * @param {HTMLElement} root
 * @param {(until: Until) => void} choose
 * @param {{ root: HTMLElement, open: () => void }} stops what stands in it besides
 * @returns {(until: Until, enabled: boolean, classifies: boolean, stops: number) => void} the way to paint it
 */
export function mountUntil(root, choose, stops) {
  const epoch = field({ whole: true, low: 1, high: 1_000_000 }, "");
  const accuracy = field({ whole: false, low: 1, high: 100 }, "%");
  const word = el("span", { class: "until-word" });
  const button = el(
    "button",
    {
      class: "until-button",
      attrs: {
        type: "button",
        "aria-label": words.until.stopWhen(""),
        title: words.until.stopWhen(""),
      },
    },
    icon("until"),
    word,
  );
  const accuracyRow = row(words.until.accuracyReaches, accuracy.input, "%");
  const form = el(
    "form",
    { class: "until-form", attrs: { popover: "auto", "aria-label": words.until.title } },
    el("h2", { class: "eyebrow", text: words.until.title }),
    row(words.until.epochIs, epoch.input, ""),
    accuracyRow,
    el("p", {
      class: "small-print",
      text: words.until.rule,
    }),
    stops.root,
    el("button", { class: "primary", text: words.until.done, attrs: { type: "submit" } }),
  );
  root.replaceChildren(button, form);
  button.popoverTargetElement = form;

  // Wider, as soon as what stands in it besides has come.
  new ResizeObserver(() => stand(form, button)).observe(form);
  form.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "open") stops.open();
  });
  form.addEventListener("change", () => {
    const [atEpoch, atPercent] = [epoch.check(), accuracy.check()];
    if (form.reportValidity())
      choose({ epoch: atEpoch, accuracy: atPercent === null ? null : atPercent / PERCENT });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.hidePopover();
  });

  return (until, enabled, classifies, stopsThere) => {
    button.disabled = !enabled;
    accuracyRow.hidden = !classifies;
    word.textContent = [goalIn(until), words.until.stops(stopsThere)].filter(Boolean).join(", ");
    button.dataset.set = String(word.textContent !== "");
    button.title = words.until.stopWhen(word.textContent);
    button.setAttribute("aria-label", button.title);
    if (form.contains(document.activeElement)) return;
    epoch.write(until.epoch === null ? "" : String(until.epoch));
    accuracy.write(until.accuracy === null ? "" : percent(until.accuracy));
  };
}

/** @param {Until} until */
function goalIn({ epoch, accuracy }) {
  return words.until.goal(epoch, accuracy === null ? null : percent(accuracy));
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
      refuse(now.problem === "empty" ? null : words.unread[now.problem](now.readings));
      return null;
    }
    refuse(words.outside(now.value, bounds));
    return now.value;
  }

  /** @param {string | null} allowed */
  function refuse(allowed) {
    made.input.setCustomValidity(allowed === null ? "" : words.shouldBe(allowed));
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
 * @param {string} text
 * @param {HTMLInputElement} input
 * @param {string} unit
 */
function row(text, input, unit) {
  return el(
    "label",
    { class: "until-row" },
    el("span", { text }),
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
  form.style.maxHeight = `${at.top - 16}px`;
}
