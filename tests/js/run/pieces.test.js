/** What inputs are a picture of is told by the data, and said in its own words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { picturedBy } from "../../../static/js/run/pieces.js";
import { en } from "../../../static/js/words/en.js";
import { own } from "../../../static/js/words/en-own.js";
import { pictures } from "../../../static/js/words/en-pictures.js";

test("inputs are pixels of an image, or levels of a sound, or no picture at all", () => {
  const image = [8, 8];

  assert.equal(picturedBy({ image, said: null }), "image");
  assert.equal(picturedBy({ image, said: { way: "sound" } }), "sound");
  assert.equal(picturedBy({ image: null, said: { way: "words" } }), null);
  assert.equal(picturedBy(null), null);
});

test("of a sound nothing is said to be a pixel, or an image", () => {
  const { title, titleOfOutputs, of, hint, never, deeper } = pictures.sound;
  const said = [
    ...[title, titleOfOutputs, of("hidden 1, neuron 2"), hint, never, deeper],
    ...[en.stage.pick.sound, en.panel.meanPicture.sound, en.panel.pictureOf.sound(1)],
    ...[own.nearestOf.sound, en.rail.inputsChosen(120, 120, "sound")],
  ];

  for (const words of said) assert.doesNotMatch(words, /pixel|image/i);
  assert.equal(en.rail.inputsChosen(120, 119, "sound"), "120 levels: 119 chosen");
  assert.equal(en.rail.inputsChosen(64, 64, "image"), "64 pixels: all");
  assert.equal(en.rail.inputsChosen(13, 13, null), "13 inputs: all");
});
