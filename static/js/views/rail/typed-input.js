/** An input of one's own beside those of the plane: a formula of both coordinates. */

/** @import { Editor } from "./editor.js" */

import { el } from "../../draw/dom.js";
import { withInputTyped } from "../../run/spec-edits.js";
import { words } from "../../words/words.js";

/** As long as a typed formula may be. */
const LONGEST = 200;

/** @param {Editor} editor */
export function typedInput(editor) {
  const { formula, formulaExample, formulaHint, addFormula } = words.rail;
  const input = el("input", {
    attrs: {
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      maxlength: LONGEST,
      placeholder: formulaExample,
      "aria-label": formula,
      title: formulaHint,
    },
  });
  return el(
    "form",
    {
      class: "typed-input",
      on: {
        submit: (event) => {
          event.preventDefault();
          const typed = input.value.trim();
          if (!typed) return;
          input.value = "";
          editor.edit((spec) => withInputTyped(spec, typed));
        },
      },
    },
    input,
    el("button", { text: addFormula, attrs: { type: "submit" } }),
  );
}
