/** The engine's functions written out where they are called, and those that cannot be. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { pythonOf } from "../../../static/js/formulas/python.js";
import { writtenOut } from "../../../static/js/formulas/written-out.js";

const TAKEN = new Set(["z", "a", "eta"]);

/** A call with targets and arguments in layer 2. @param {string} source */
function of(source, targets, args, chosen = {}) {
  return writtenOut(pythonOf(source, "f"), { targets, args, chosen, layer: 2, taken: TAKEN });
}

const ONE = (expression, parameters = "z, a") =>
  `def f(${parameters}):\n    """What it is."""\n    return ${expression}`;

test("what it is called with stands in its expression, in brackets where they are needed", () => {
  const args = ["z2", "1.0 / x.shape[1]"];

  assert.deepEqual(of(ONE("z * a + a.sum(axis=0)"), ["g2"], args), [
    "g2 = z2 * (1.0 / x.shape[1]) + (1.0 / x.shape[1]).sum(axis=0)",
  ]);
  assert.deepEqual(of(ONE("a"), ["g2"], args), ["g2 = 1.0 / x.shape[1]"]);
  assert.deepEqual(of(ONE("z @ a.T"), ["g2"], ["w[:-1]", "np.vstack([b, ones])"]), [
    "g2 = w[:-1] @ np.vstack([b, ones]).T",
  ]);
  assert.deepEqual(of(ONE("z * a"), ["g2"], ["h(b) + h(c)", "-1.0"]), [
    "g2 = (h(b) + h(c)) * (-1.0)",
  ]);
});

test("neither attributes nor the names of arguments are taken for what it is called with", () => {
  assert.deepEqual(of(ONE("np.z(z, a=a) == z"), ["g2"], ["z2", "a2"]), [
    "g2 = np.z(z2, a=a2) == z2",
  ]);
});

test("a constant is its number in one line, and has a line of its own before several", () => {
  const short = ONE("np.maximum(z, leak * z)", "z, *, leak=0.01");
  const long = "def f(z, *, leak=0.01, top=1e3):\n    s = leak * z\n    return np.minimum(s, top)";

  assert.deepEqual(of(short, ["a2"], ["z2"]), ["a2 = np.maximum(z2, 0.01 * z2)"]);
  assert.deepEqual(of(short, ["a2"], ["z2"], { leak: "0.2" }), ["a2 = np.maximum(z2, 0.2 * z2)"]);
  assert.deepEqual(of(long, ["a2"], ["z2"], { leak: "0.2" }), [
    "leak, top = 0.2, 1e3",
    "s2 = leak * z2",
    "a2 = np.minimum(s2, top)",
  ]);
});

const MEMORY = "def f(g, m):\n    m = 0.9 * m + g\n    return -m, m";

test("a result that has its name already is not given it again", () => {
  assert.deepEqual(of(MEMORY, ["step2", "m2"], ["g2", "m2"]), [
    "m2 = 0.9 * m2 + g2",
    "step2 = -m2",
  ]);
});

test("several results are given their names at once, as each may read what another was", () => {
  const swapped = "def f(g, m):\n    return m, g";

  assert.deepEqual(of(swapped, ["g2", "m2"], ["g2", "m2"]), ["g2, m2 = m2, g2"]);
});

test("what would change a name outside is called instead", () => {
  assert.equal(of(MEMORY, ["step2", "n2"], ["g2", "m2"]), null);
  assert.equal(of("def f(g):\n    z = g + 1.0\n    return z", ["h2"], ["g2"]), null);
  assert.equal(of("def f(g, *, eta=1.0):\n    s = eta * g\n    return s", ["h2"], ["g2"]), null);
  assert.equal(of("def f(g, *, k=1.0):\n    k = k * g\n    return k", ["h2"], ["g2"]), null);
});

test("what is more than names for expressions, or gives another number of results, is called", () => {
  assert.equal(of("def f(g):\n    low, high = 0.0, g\n    return high", ["h2"], ["g2"]), null);
  assert.equal(of("def f(g):\n    s = (\n        g\n    )\n    return s", ["h2"], ["g2"]), null);
  assert.equal(of(ONE("z, a"), ["g2"], ["z2", "a2"]), null);
  assert.equal(of("", ["g2"], ["z2"]), null);
});

test("remarks between the lines are left out", () => {
  const remarked = "def f(g):\n    # Why.\n    s = g + 1.0\n    return s * s";

  assert.deepEqual(of(remarked, ["h2"], ["g2"]), ["s2 = g2 + 1.0", "h2 = s2 * s2"]);
});
