/** The words of pictures that are made of weights. */

import { number } from "./numbers.js";

export const pictures = {
  /** Of inputs that are an image, and of those that are a sound: its levels, over time and pitch. */
  image: {
    title: "What hidden neurons look for",
    titleOfOutputs: "What output neurons look for",
    /** @param {string} name */
    of: (name) => `What ${name} looks for`,
    hint: "Ink on a blue pixel adds to the neuron’s z, ink on an orange one takes from it.",
    never: "Blank pixels are the same in all training images.",
    deeper:
      "It looks at the neurons before it, not at pixels: no one picture shows what it looks for. Choose a neuron of the first layer.",
  },
  sound: {
    title: "What hidden neurons listen for",
    titleOfOutputs: "What output neurons listen for",
    /** @param {string} name */
    of: (name) => `What ${name} listens for`,
    hint: "Time runs to the right, pitch upwards. Sound where it is blue adds to the neuron’s z, sound where it is orange takes from it.",
    never: "Blank levels are the same in all training sounds.",
    deeper:
      "It listens to the neurons before it, not to the sound: no one picture shows what it listens for. Choose a neuron of the first layer.",
  },
  /** @param {number} largest */
  least: (largest) => `w ${number(-largest)}`,
  /** @param {number} largest */
  most: (largest) => number(largest),
};
