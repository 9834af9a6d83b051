/** What is copied of a formula: words and numbers as they stand, in signs that Python knows. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { copied } from "../../../static/js/formulas/copied.js";

const COPIES = {
  "= 0.0500\u202f·\u202f−0.150 + 3.54e−4 = −0.00750": "= 0.0500 * -0.150 + 3.54e-4 = -0.00750",
  "= ½(0.751 − 0.01)²": "= 0.5 * (0.751 - 0.01)**2",
  "= |−3.00 − 1.00| − ½ = 3.50": "= abs(-3.00 - 1.00) - 0.5 = 3.50",
  "= 1 − (−0.99)² = 0.0199": "= 1 - (-0.99)**2 = 0.0199",
  "= 0.2 / (√1.50e−4 + 1e−8)": "= 0.2 / (sqrt(1.50e-4) + 1e-8)",
  "= −0.9\u202f·\u202fln 0.245": "= -0.9 * log(0.245)",
  "= −ln(1 − 0.2)": "= -log(1 - 0.2)",
  "= tanh −0.340": "= tanh(-0.340)",
  "a = 1 / (1 + e⁻ᶻ)": "a = 1 / (1 + exp(-z))",
  "m / (1 − β₁ᵗ)": "m / (1 - β₁**t)",
  "= 1 / (1 + e**(-0.340))": "= 1 / (1 + exp(-0.340))",
  "ℓ = ½ Σ (a − y)²": "ℓ = 0.5 * Σ (a - y)**2",
};

test("a line is copied in signs that Python knows", () => {
  for (const [shown, expected] of Object.entries(COPIES)) assert.equal(copied(shown), expected);
});
