/** The words of pictures that are made of weights. */

import { number } from "./numbers.js";

export const pictures = {
  title: "What hidden neurons look for",
  titleOfOutputs: "What output neurons look for",
  /** @param {string} name */
  of: (name) => `What ${name} looks for`,
  hint: "Ink on a blue pixel adds to the neuron’s z, ink on an orange one takes from it.",
  hintOfSound:
    "Sound at a blue place adds to the neuron’s z, sound at an orange one takes from it.",
  never: "Blank pixels are the same in all training images.",
  deeper:
    "It looks at the neurons before it, not at pixels: no one picture shows what it looks for. Choose a neuron of the first layer.",
  /** @param {number} largest */
  least: (largest) => `w ${number(-largest)}`,
  /** @param {number} largest */
  most: (largest) => number(largest),
};
