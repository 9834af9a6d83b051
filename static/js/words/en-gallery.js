/** The words of the gallery: what each of its runs is there to show, and what a first visitor may try. */

import { count } from "./numbers.js";

export const gallery = {
  title: "Gallery",
  close: "Close",
  about: "Runs that each make a point. Back returns to the run you came from.",
  groups: {
    can: "What a network can do",
    wrong: "What goes wrong",
    helps: "What helps",
    real: "To go on from here",
    hand: "With pencil and paper",
  },
  /** @param {number} epochs */
  play: (epochs) => (epochs === 1 ? "Play 1 epoch" : `Play ${count(epochs)} epochs`),
  /** @param {number} steps */
  steps: (steps) => `Make ${count(steps)} steps`,
  /** @param {string} first what to do first @param {string} where what to look at */
  hint: (first, where) => `${first}. Look at ${where}`,
  /** @param {string} where */
  look: (where) => `Look at ${where}`,
  more: "Gallery",
  dismiss: "Dismiss",
  /** The bar that says what a run is there to show. */
  bar: "What to watch",

  /** For a first visitor. */
  try: {
    title: "What should I try?",
    step: "Make one step",
    stepHint: "Send the first mini-batch into the network",
    play: "Train 40 epochs",
    playHint: "Watch the output find the circle",
    preset: "See a network fail",
    presetHint: "Without a hidden layer it cannot do XOR, however long it trains",
    own: "Bring your own data",
    ownHint: "A CSV file or pasted rows; what they become is shown first",
  },

  /** What each run is called, what to watch, and where: the latter follows "Look at". */
  presets: {
    "linear-xor": {
      title: "A line cannot do XOR",
      watch:
        "However long it trains, a network without hidden layers only moves one straight boundary.",
      where: "the output: one line through four quadrants.",
    },
    "hidden-xor": {
      title: "One hidden layer can",
      watch: "Four hidden neurons draw a line each; the output puts them together.",
      where: "the neurons of hidden 1, then at what the output makes of them.",
    },
    "feature-xor": {
      title: "So can the right input",
      watch: "Fed x₁x₂ instead, a network without hidden layers is right after a few epochs.",
      where: "the only weight: its sign is all that has to be learned.",
    },
    "spiral-raw": {
      title: "Spirals from two coordinates",
      watch: "After 200 epochs two layers of eight still cut across the arms.",
      where: "the gap between training and test accuracy.",
    },
    "spiral-features": {
      title: "Spirals from seven inputs",
      watch: "Squares, the product and sines let the very same layers follow the arms.",
      where: "the inputs that the thickest connections leave.",
    },
    curve: {
      title: "Bends add up to a curve",
      watch: "Eight bends of tanh, each moved and scaled, become a sine.",
      where: "one neuron of hidden 1 after the other: each is one bend.",
    },
    "too-fast": {
      title: "A learning rate too high",
      watch: "Each update overshoots further than the last: the loss grows until numbers end.",
      where: "the loss, then step through one update: w flies past its goal.",
    },
    zeros: {
      title: "All weights zero",
      watch: "Neurons that start alike get the same gradient: four of them stay one for ever.",
      where: "hidden 1: four equal pictures, four equal weights.",
    },
    vanishing: {
      title: "Gradients that vanish",
      watch:
        "Each sigmoid hands on a quarter at most: layer 1 gets less than a thousandth of what layer 6 gets.",
      where: "the gradients on the connections, from the output back to the inputs.",
    },
    "dying-relu": {
      title: "ReLUs that die",
      watch:
        "One update too far, and z is below 0 for every row: slope 0, no gradient, never again.",
      where: "hidden 1: eight dead neurons, and a curve that is a flat line.",
    },
    saturated: {
      title: "Wrong, sure, and slow",
      watch: "It says 0.98 where 0 is right, and hardly learns: out there its slope is almost 0.",
      where: "the long shoulder of the loss, and δ = (a − y) · slope.",
    },
    overfitting: {
      title: "Learning noise by heart",
      watch: "The training loss goes on to fall while the test loss turns and rises.",
      where: "both losses from epoch 40 on, and islands around single points.",
    },
    "relu-deep": {
      title: "ReLU lets gradients through",
      watch: "The same layers with ReLU: the first gets about as much gradient as the last.",
      where: "the gradients on the connections, from the output back to the inputs.",
    },
    "cross-entropy": {
      title: "A loss that lets go",
      watch:
        "The slow neuron with cross-entropy: the slope cancels, and the large error learns fast.",
      where: "δ = a − y, with no slope in it.",
    },
    "weight-decay": {
      title: "Large weights cost",
      watch:
        "The noisy rows again, with L2: smaller weights, a smoother boundary, a lower test loss.",
      where: "the test loss, which does not turn.",
    },
    dropout: {
      title: "Neurons left out by chance",
      watch:
        "The noisy rows again, with dropout: none can rely on another, and less is learned by heart.",
      where: "the neurons struck through as you step: others in each mini-batch.",
    },
    sparse: {
      title: "L1 sets weights to zero",
      watch: "More than half of all weights end at exactly 0, and the output is as good.",
      where: "the thinnest connections: most of them are exactly 0.",
    },
    "each-row": {
      title: "An update for each row",
      watch: "Mini-batches of one: 250 small and noisy updates an epoch, done after 20 epochs.",
      where: "the loss, which jumps as it falls.",
    },
    "all-rows": {
      title: "One update an epoch",
      watch: "All 250 rows in one mini-batch: smooth, and after 20 epochs hardly under way.",
      where: "the loss: compare it with an update for each row.",
    },
    iris: {
      title: "Three kinds of iris",
      watch: "Four measurements in, three shares out: softmax makes them sum to 1.",
      where: "the outputs of one sample as they become sure.",
    },
    digits: {
      title: "Handwritten digits",
      watch: "64 pixels in, ten classes out: 20 epochs bring the test rows to 95 %.",
      where: "what a neuron of hidden 1 looks for, pixel by pixel.",
    },
    playground: {
      title: "As TensorFlow Playground",
      watch:
        "Its data, start, loss, rate and order: the test loss falls below 0.05 where theirs does.",
      where: "the test loss between epochs 40 and 95.",
    },
    mazur: {
      title: "Mazur’s example",
      watch: "The well-known example by hand, one propagation at a time, in full precision.",
      where: "hidden 1 after six steps: its δ come from weights not yet updated.",
    },
    "xor-by-hand": {
      title: "XOR without training",
      watch: "Two ReLUs with weights from a textbook answer XOR exactly.",
      where: "the second hidden neuron: above 0 for one row alone.",
    },
  },
};
