/** The field for a function that is typed: pictured while it is, and what is wrong said below. */

/** @import { FunctionPicture, Refusal } from "../../state/types" */
/** @import { Domain } from "./curve.js" */

import { el } from "../../draw/dom.js";
import { picture } from "../../line/typed.js";
import { paint } from "../../words/en-paint.js";
import { shouldBe } from "../../words/refusals.js";
import { spoken } from "../../words/words.js";

const words = spoken(paint);

/**
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.example
 * @param {string} options.hint
 * @param {number} options.variables how many it may have
 * @param {string} options.others said of a function with another number of them
 * @param {() => Domain} options.domain
 * @param {(picture: FunctionPicture | null, text: string) => void} options.show
 * @param {(expression: string, picture: FunctionPicture) => void} options.use
 */
export function typedField({ label, example, hint, variables, others, domain, show, use }) {
  const input = el("input", {
    attrs: {
      id: "paint-typed",
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      placeholder: example,
      title: hint,
      maxlength: 200,
      "aria-describedby": "paint-typed-error",
    },
    on: { input: look },
  });
  const button = el("button", { text: words.use, attrs: { type: "submit", disabled: true } });
  const error = el("p", {
    class: "paint-error",
    attrs: { id: "paint-typed-error", role: "status" },
  });
  const element = el(
    "form",
    {
      class: "paint-typed",
      on: {
        submit: (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    el("label", { text: label, attrs: { for: "paint-typed" } }),
    input,
    button,
    error,
  );
  /** What was asked last, and what it looks like. */
  let asked = 0;
  /** @type {FunctionPicture | null} */
  let pictured = null;

  async function look() {
    asked += 1;
    const mine = asked;
    const text = input.value.trim();
    // Never while it is looked at: Enter that follows at once would be lost.
    button.disabled = text === "";
    const answer = text ? await picture(text, domain()) : null;
    if (mine !== asked) return;
    pictured =
      answer && "values" in answer && answer.variables.length === variables ? answer : null;
    error.textContent = wrongWith(answer);
    input.setAttribute("aria-invalid", String(text !== "" && pictured === null));
    button.disabled = pictured === null;
    show(pictured, text);
  }

  /** @param {FunctionPicture | Omit<Refusal, "id"> | null} answer */
  function wrongWith(answer) {
    if (!answer) return "";
    if ("values" in answer) return answer.variables.length === variables ? "" : others;
    return words.shouldBe(shouldBe(/** @type {Refusal} */ (answer)));
  }

  async function submit() {
    await look();
    if (pictured) use(input.value.trim(), pictured);
  }

  return {
    element,
    again: () => void look(),
    /** @param {string} text */
    put(text) {
      input.value = text;
      void look();
    },
    forget() {
      asked += 1;
      pictured = null;
      input.value = "";
      error.textContent = "";
      button.disabled = true;
      show(null, "");
    },
  };
}
