/** What the maths say in English, around their letters and numbers; **words** between stars are set strong. */

import { full, number } from "./numbers.js";

const SHARE = "blame less the average blame, times its share";
const VELOCITY = { v: "velocity" };
const ADAM = {
  m: "average of g of late",
  v: "average of g² of late",
  m̂: "m, corrected for its start",
  v̂: "v, corrected for its start",
};

export const formulas = {
  beforeFirst: "before the first step",
  betweenTwo: "between two mini-batches",
  outputs: "the outputs",
  /** @param {string} name */
  input: (name) => `input ${name}`,
  /** @param {number} layer @param {number} neuron from 1 @param {string} name its own, or empty @param {boolean} isClass */
  neuron: (layer, neuron, name, isClass) =>
    `layer ${layer}, neuron ${neuron}${name && ` · ${isClass ? "class " : ""}${name}`}`,
  /** @param {boolean} first whether it is the first of all */
  chosen: (first) =>
    `First ${first ? "of the layer in play" : "in play that is not 0"} · select any other`,
  nowInput: "Now: INPUT",
  /** @param {string} phase @param {number} layer */
  now: (phase, layer) => `Now: ${phase} layer ${layer}`,
  bias: "bias",

  start: {
    words: "The network has its starting weights and **no propagation has been made** yet.",
    changed: "Something was **changed here**, and the next mini-batch begins with it.",
    press: "Press → to make one propagation: one layer at a time.",
    order: "Forward, then the loss, then backward, then the update.",
  },
  unreached: {
    words: "**Not computed yet** in this mini-batch. This is what the forward pass will do here.",
    weights: "Incoming weights",
  },
  inputs: {
    /** @param {number} samples @param {boolean} standardised */
    words: (samples, standardised) =>
      `A mini-batch of **${samples} samples** is loaded. Each number goes into one input neuron` +
      `${standardised ? ", **standardised**: less the mean of the training rows, over their deviation" : ""}.`,
    /** @param {string} name of the column */
    standardised: (name) => `(${name} − mean) / deviation`,
    /** @param {number | null} samples of the mini-batch whose means are shown; null for one sample */
    features: (samples) => `Features · ${scope(samples)}`,
    /** @param {number | null} samples */
    targets: (samples) => `Target · ${scope(samples)}`,
  },

  forward: {
    /** @param {boolean} biased */
    sum: (biased) =>
      `**Inputs** times **weights**, added up${biased ? " with the bias" : ""}, then `,
    bent: "bent by the **activation**.",
    softmax: "**compared** with the other outputs: softmax gives each a share of 1.",
    /** @param {string} activation */
    coupled: (activation) => `**compared** with the other outputs: ${activation} depends on all.`,
    /** @param {string} words @param {number} samples */
    means: (words, samples) =>
      `${words} Means over ${samples} samples: each is bent on its own, then averaged.`,
    meanOfF: " = mean of f(",
    /** @param {boolean} whole of the mini-batch, not of the sample */
    shares: (whole) => `Shares of 1 · ${whole ? "mini-batch mean" : "this sample"}`,
    so: ", so ",
    /** @param {number} percent */
    dropout: (percent) =>
      ` In training, **dropout** leaves ${percent} % out: the mask m is 0, or 1 / (1 − ${full(percent / 100)}) so that the mean stays.` +
      " Losses of all rows, maps and “Yours” leave none out.",
  },

  loss: {
    words: "**How wrong** this sample's answer is: each output against its **target**.",
    /** @param {number} samples @param {boolean} summed */
    batchWords: (samples, summed) =>
      `The mini-batch's loss is the **${taken(summed)}** of its ${samples} samples' losses.` +
      `${summed ? " The losses of whole epochs stay means." : ""}`,
    /** @param {number} samples @param {boolean} summed */
    batch: (samples, summed) => `${summed ? "Sum" : "Mean"} over the mini-batch of ${samples}`,
    /** @param {boolean} summed */
    batchOf: (summed) => ` = ${taken(summed)} of `,
    withPenalty: "With the penalty",
    /** @param {boolean} summed */
    once: (summed) =>
      `It joins once a mini-batch: gradient = ${taken(summed)} over the mini-batch + λ · ∂penalty/∂w.`,
  },

  backward: {
    cancelled:
      "The loss is made for this activation, so the **slope cancels**: what is left is **answer − target**.",
    share:
      "**Blame** for this share, less the **average** blame of all shares: " +
      "they add up to 1, so one's gain is the others' loss.",
    output: "**Blame** starts at the loss, then is scaled by the **slope** of the activation.",
    hidden:
      "**Blame** comes back along each connection it feeds, then is scaled by the **slope** of its own activation.",
    /** @param {"cancelled" | "share" | "coupled" | "own"} made @param {number} samples */
    means: (made, samples) =>
      `Each sample has a δ of its own, **${MADE[made]}**. This is their **mean** over ${all(samples)}; ` +
      "choose “This sample” to see one made.",
    blame: "blame = ",
    masked: "with the same mask: ",
    heldAt: ", held at ",
    oldWeights: "uses the old w",
    /** @param {boolean} summed */
    batchGradients: (summed) => `Gradients · mini-batch ${taken(summed)}`,
    sampleGradients: "Gradients · this sample's share",
    /** @param {boolean} summed */
    batchOf: (summed) => `${taken(summed)} of `,
  },

  reasons: {
    /** @param {string} activation @param {number} z @param {string} side */
    dead: (activation, z, side) =>
      `Dead ${activation}: z = ${number(z)} is ${side}, so the slope is 0 and no blame gets through.`,
    dropped:
      "Dropout leaves this neuron out of this sample: nothing goes on from it, and no blame comes back.",
    /** @param {number} low */
    notAbove: (low) => `not above ${number(low)}`,
    /** @param {number} high */
    notBelow: (high) => `not below ${number(high)}`,
    /** @param {number} share 0..1 */
    shallow: (share) =>
      `On the shallow side: only ${number(share * 100)} % of the blame gets through.`,
    /** @param {string} activation @param {string} a @param {boolean} none whether nothing gets through at all */
    saturated: (activation, a, none) =>
      `Saturated: ${activation} is flat at a = ${a}, so ${none ? "no" : "almost no"} blame gets through.`,
    /** @param {number} blame */
    weak: (blame) => `Weak blame from the next layer: only ${number(blame)} comes back here.`,
    nearlyRight: "Weak blame: the answer is nearly right, so there is little to correct.",
    /** @param {number} inputs */
    inputs: (inputs) => `${inputs} inputs`,
    /** @param {string} inputs */
    zeroInput: (inputs) =>
      `Zero input: ${inputs} = 0, and a weight without input gets no gradient.`,
    /** @param {import("../formulas/parts.js").ReasonKind} kind @param {string} activation @param {number} samples @param {number} of */
    inBatch: (kind, activation, samples, of) =>
      `${REASONS[kind]}${kind === "dead" ? ` ${activation}` : ""} for ${samples} of ${of} samples.`,
    /** @param {number} weight from 1 */
    killed: (weight) =>
      `w${weight} was carried across zero by the penalty: it is exactly 0 now and stays there.`,
  },

  lists: {
    /** @param {number} items @param {string} value */
    allAre: (items, value) => `all ${items} are ${value}`,
    /** @param {number} items @param {string} value */
    moreAll: (items, value) => `${items} more, all ${value}`,
    /** @param {number} items */
    smaller: (items) => `${items} smaller`,
    /** @param {number} items */
    more: (items) => `${items} more`,
  },

  update: {
    /** @param {string} optimizer its name in the catalogue @param {string} label @param {number} samples @param {boolean} summed */
    words: (optimizer, label, samples, summed) =>
      `Every weight moves **against** ${AGAINST[optimizer] ?? `its gradient, by the rule of ${label}.`} ` +
      `A gradient is the **${taken(summed)}** over ${all(samples)} of the mini-batch.`,
    /** What a line of a rule makes: empty where nothing is known. @param {string} optimizer @param {string} name */
    line: (optimizer, name) => MADE_BY[optimizer]?.[name] ?? "",
    /** @param {boolean} summed @param {boolean} penalised */
    batchGradient: (summed, penalised) =>
      `${taken(summed)} gradient${penalised ? " + penalty" : ""}`,
    /** @param {string} label */
    used: (label) => `What ${label} used`,
    learningRate: " learning rate",
    /** What a line of a schedule makes. @type {Record<string, string>} */
    rates: { η: "rate of this update", down: "share on the way down" },
    scheduled: [" learning rate that is set", " epochs since the schedule began"],
    penaltyRate: " regularisation rate, once a mini-batch",
    number: " number of this update",
    /** What a letter of a rule means; empty where nothing is known. @param {string} optimizer @param {string} letter */
    constant: (optimizer, letter) => {
      const known = optimizer in AGAINST ? { ...LETTERS, ...OWN_LETTERS[optimizer] } : {};
      return known[letter] ? ` ${known[letter]}` : "";
    },
    /** @param {boolean} summed */
    gradient: (summed) => ` ${taken(summed)} gradient`,
    penalty: "penalty",
    remembered: " remembered",
    step: " the step",
    unchanged: " unchanged",
    notTrained: " not trained",
    noBiases: " this run has no biases",
    frozen: "This layer is **frozen**: its weights and biases stay as they started.",
    unchangedAll: "unchanged",
    /** @param {boolean} summed */
    weights: (summed) => `New weights · mini-batch ${taken(summed)}`,
    bold: "Bold: the largest change",
  },
};

const MADE = {
  cancelled: "answer − target",
  share: SHARE,
  coupled: "made of the blame for all units",
  own: "blame × slope",
};

/** @type {Record<import("../formulas/parts.js").ReasonKind, string>} */
const REASONS = {
  "zero-input": "Zero input",
  dead: "Dead",
  saturated: "Saturated",
  "weak-blame": "Weak blame",
  dropped: "Left out",
  note: "",
};

/** What every weight moves against. @type {Record<string, string>} */
const AGAINST = {
  sgd: "its gradient, by the learning rate η times that.",
  momentum: "its velocity v, which gathers the gradients of all updates so far.",
  nesterov: "its gradient and its velocity v, which gathers the gradients of all updates so far.",
  rmsprop: "its gradient, divided by how large that usually is of late.",
  adagrad: "its gradient, divided by the size of all its gradients so far.",
  adam: "the average of its gradients of late, divided by how large they usually are.",
  adamw:
    "the average of its gradients of late, divided by how large they usually are, and shrinks a little.",
  nadam:
    "the average of its gradients of late and the present one, divided by how large they usually are.",
  lion: "the sign of its gradients of late: every step has the same size.",
};

/** @type {Record<string, Record<string, string>>} */
const MADE_BY = {
  momentum: VELOCITY,
  nesterov: VELOCITY,
  rmsprop: { v: ADAM.v },
  adagrad: { v: "sum of all g²" },
  adam: ADAM,
  adamw: ADAM,
  nadam: {
    ...ADAM,
    μ: "momentum of this update",
    "μ′": "momentum of the next one",
    filled: "how much of m is no longer the 0 it began with",
    m̂: "m one step ahead, corrected for its start",
  },
  lion: { m: ADAM.m, direction: "the side to which gradient and average point" },
};

/** Letters that mean something else in an optimizer. @type {Record<string, Record<string, string>>} */
const OWN_LETTERS = {
  lion: { "β₁": "share of m in the direction", "β₂": "share of m that is kept" },
};

/** @type {Record<string, string>} */
const LETTERS = {
  "β₁": "share of m that is kept",
  "β₂": "share of v that is kept",
  ε: "keeps the divisor above 0",
  κ: "weight decay",
  μ: "share of v that is kept",
  ρ: "share of v that is kept",
  ψ: "how fast the momentum μ grows",
  γ: "share of the rate that is left each time",
  s: "epochs between two times",
  k: "how fast the rate falls, an epoch",
  T: "epochs of half a wave",
  f: "share of the rate to begin with",
  r: "epochs of warming up",
};

/** What is taken of a mini-batch's rows. @param {boolean} summed */
function taken(summed) {
  return summed ? "sum" : "mean";
}

/** @param {number | null} samples */
function scope(samples) {
  return samples === null ? "this sample" : `mini-batch mean of ${samples}`;
}

/** @param {number} samples */
function all(samples) {
  return samples === 1 ? "the one sample" : `all ${samples} samples`;
}
