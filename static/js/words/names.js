/** Names as people write them: "x1^2" in a data set is x₁² on the page. */

const BELOW = "₀₁₂₃₄₅₆₇₈₉";
const SQUARED = /\^2/g;
const TIMES = /\*/g;
const NUMBERED = /\b([xy])(\d+)/g;

/**
 * An input's name with its index below and its power above.
 * @param {string} name
 */
export function pretty(name) {
  return name
    .replace(
      NUMBERED,
      (_, letter, digits) => letter + [...digits].map((digit) => BELOW[+digit]).join(""),
    )
    .replace(SQUARED, "²")
    .replace(TIMES, "");
}
