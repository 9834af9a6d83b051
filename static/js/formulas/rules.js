/** How each optimizer makes a step of a gradient, as lines that a reader can reckon again. */

/** @import { Part } from "./parts.js" */

import { group, squared, symbol, text } from "./parts.js";

/**
 * A number that a line is reckoned from: a constant is written as it was typed, the old weight in as
 * many digits as the new one.
 * @typedef {{value: number, kind: "number" | "constant" | "old"}} Operand
 */

/**
 * An expression: in symbols, in numbers, and as arithmetic.
 * @typedef {object} Expression
 * @property {string} symbols
 * @property {Operand[]} operands
 * @property {(...operands: number[]) => number} reckon
 * @property {(...operands: Part[]) => Part[]} write
 */

/** An expression with a name, and what the name means. @typedef {Expression & {name: string, words: string}} Reckoning */

/**
 * What one parameter's step was made of.
 * @typedef {object} Used
 * @property {"w" | "b"} letter
 * @property {number} old
 * @property {Expression} gradient the mini-batch mean, with the penalty
 * @property {number} g the same as a number
 * @property {number} t the number of this update, counted from 1
 * @property {Record<string, number>} memory what the optimizer remembers, by name, after this update
 * @property {(memory: number, now: number) => number} before what was remembered until this update
 * @property {Record<string, number>} constants by symbol
 */

/**
 * @typedef {object} Rule
 * @property {string} words what every weight moves against
 * @property {(used: Used) => Reckoning[]} first what is reckoned before the weight moves
 * @property {(used: Used) => Expression} push what the learning rate is multiplied by
 */

const DOT = text("\u202f·\u202f");

/** @param {number} value @returns {Operand} */
export const amount = (value) => ({ value, kind: "number" });
/** @param {number} value @returns {Operand} */
export const constant = (value) => ({ value, kind: "constant" });
/** @param {number} value @returns {Operand} */
export const oldWeight = (value) => ({ value, kind: "old" });

/** @type {Record<string, Rule>} */
export const RULES = {
  sgd: {
    words: "its gradient, by the learning rate η times that.",
    first: () => [],
    push: ({ gradient }) =>
      gradient.operands.length > 1
        ? {
            ...gradient,
            symbols: `(${gradient.symbols})`,
            write: (...parts) => [text("("), ...gradient.write(...parts), text(")")],
          }
        : gradient,
  },
  momentum: {
    words: "its velocity v, which gathers the gradients of all updates so far.",
    first: (used) => [gradient(used), velocity(used)],
    push: ({ memory }) => only("v", memory.velocity),
  },
  nesterov: {
    words: "its gradient and its velocity v, which gathers the gradients of all updates so far.",
    first: (used) => [gradient(used), velocity(used)],
    push: ({ g, memory, constants }) => ({
      symbols: "(g + μv)",
      operands: [amount(g), constant(constants.μ), amount(memory.velocity)],
      reckon: (g, μ, v) => g + μ * v,
      write: (g, μ, v) => [group(text("("), g), text(" "), group(text("+ "), μ, DOT, v, text(")"))],
    }),
  },
  rmsprop: {
    words: "its gradient, divided by how large that usually is of late.",
    first: (used) => [
      gradient(used),
      average(used, { name: "v", share: "ρ", words: "average of g² of late", isSquare: true }),
    ],
    push: overRoot("g", "v", ({ g, memory }) => [g, memory.v]),
  },
  adagrad: {
    words: "its gradient, divided by the size of all its gradients so far.",
    first: (used) => [gradient(used), sumOfSquares(used)],
    push: overRoot("g", "v", ({ g, memory }) => [g, memory.v]),
  },
  adam: {
    words: "the average of its gradients of late, divided by how large they usually are.",
    first: adamFirst,
    push: adamPush,
  },
  adamw: {
    words:
      "the average of its gradients of late, divided by how large they usually are, and shrinks a little.",
    first: adamFirst,
    push(used) {
      const { symbols, operands, reckon, write } = adamPush(used);
      return {
        symbols: `(κ${used.letter} + ${symbols})`,
        operands: [constant(used.constants.κ), oldWeight(used.old), ...operands],
        reckon: (κ, w, ...rest) => κ * w + reckon(...rest),
        write: (κ, w, ...rest) => [
          group(text("("), κ, DOT, w),
          text(" + "),
          ...write(...rest),
          text(")"),
        ],
      };
    },
  },
};

/** @param {Used} used @returns {Expression} */
function adamPush(used) {
  const means = overRoot("m̂", "v̂", () => [corrected(used, "m", "β₁"), corrected(used, "v", "β₂")]);
  return means(used);
}

/** @param {Used} used @returns {Reckoning[]} */
function adamFirst(used) {
  return [
    gradient(used),
    average(used, { name: "m", share: "β₁", words: "average of g of late", isSquare: false }),
    average(used, { name: "v", share: "β₂", words: "average of g² of late", isSquare: true }),
    correction(used, "m", "β₁"),
    correction(used, "v", "β₂"),
  ];
}

/** @param {Used} used @returns {Reckoning} */
function gradient({ gradient }) {
  const words = gradient.operands.length > 1 ? "mean gradient + penalty" : "mean gradient";
  return { ...gradient, name: "g", words };
}

/** @param {Used} used @returns {Reckoning} */
function velocity({ g, memory, before, constants: { μ } }) {
  return {
    name: "v",
    words: "velocity",
    symbols: "μv + g",
    operands: [constant(μ), amount(before(memory.velocity, g) / μ), amount(g)],
    reckon: (μ, v, g) => μ * v + g,
    write: (μ, v, g) => [group(μ, DOT, v), text(" "), group(text("+ "), g)],
  };
}

/** @param {Used} used @returns {Reckoning} */
function sumOfSquares({ g, memory, before }) {
  return {
    name: "v",
    words: "sum of all g²",
    symbols: "v + g²",
    operands: [amount(before(memory.v, g * g)), amount(g)],
    reckon: (v, g) => v + g * g,
    write: (v, g) => [v, text(" "), group(text("+ "), squared(g))],
  };
}

/**
 * @param {Used} used
 * @param {{name: string, share: string, words: string, isSquare: boolean}} of
 * @returns {Reckoning}
 */
function average({ g, memory, before, constants }, { name, share, words, isSquare }) {
  const kept = constants[share];
  const power = isSquare ? 2 : 1;
  return {
    name,
    words,
    symbols: `${share}${name} + (1 − ${share})g${isSquare ? "²" : ""}`,
    operands: [
      constant(kept),
      amount(before(memory[name], (1 - kept) * g ** power) / kept),
      amount(g),
    ],
    reckon: (kept, past, g) => kept * past + (1 - kept) * g ** power,
    write: (kept, past, g) => [
      group(kept, DOT, past),
      text(" "),
      group(text("+ (1 − "), kept, text(")"), DOT, isSquare ? squared(g) : g),
    ],
  };
}

/** @param {Used} used @param {string} name @param {string} share */
function corrected({ memory, constants, t }, name, share) {
  return memory[name] / (1 - constants[share] ** t);
}

/** @param {Used} used @param {string} name @param {string} share @returns {Reckoning} */
function correction({ memory, constants, t }, name, share) {
  return {
    name: `${name}\u0302`,
    words: `${name}, corrected for its start`,
    symbols: `${name} / (1 − ${share}ᵗ)`,
    operands: [amount(memory[name]), constant(constants[share])],
    reckon: (remembered, kept) => remembered / (1 - kept ** t),
    write: (remembered, kept) => [
      remembered,
      text(" "),
      group(text("/ (1 − "), kept, symbol("", "", t), text(")")),
    ],
  };
}

/**
 * Something over the root of a mean square.
 * @param {string} above
 * @param {string} below
 * @param {(used: Used) => [number, number]} read
 * @returns {Rule["push"]}
 */
function overRoot(above, below, read) {
  return (used) => ({
    symbols: `${above} / (√${below} + ε)`,
    operands: [...read(used).map(amount), constant(used.constants.ε)],
    reckon: (above, below, ε) => above / (Math.sqrt(below) + ε),
    write: (above, below, ε) => [
      above,
      text(" "),
      group(text("/ (√"), below),
      text(" "),
      group(text("+ "), ε, text(")")),
    ],
  });
}

/** @param {string} symbols @param {number} value @returns {Expression} */
function only(symbols, value) {
  return {
    symbols,
    operands: [amount(value)],
    reckon: (value) => value,
    write: (value) => [value],
  };
}
