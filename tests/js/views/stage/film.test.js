/** The picture of the network at speed, beside what elements show of the same numbers at rest. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ramp } from "../../../../static/js/draw/scales.js";
import { mapOf } from "../../../../static/js/maps/maps.js";
import { TILE } from "../../../../static/js/maps/sides.js";
import { makeFilm, paintFilm, placeOf } from "../../../../static/js/views/stage/film.js";
import { lookOf } from "../../../../static/js/views/stage/look.js";
import { shadesOf } from "../../../../static/js/views/stage/paint.js";
import { paintScene } from "../../../../static/js/views/stage/painter.js";
import { makeScene } from "../../../../static/js/views/stage/scene.js";
import { fakeDocument, fakeStyle } from "../../document.js";
import { recorded } from "../../recorded.js";

fakeDocument();
fakeStyle();

const PALETTE = { plus: [0, 0, 255], minus: [255, 0, 0], blank: [255, 255, 255], ink: [0, 0, 0] };
const BRUSH = { ink: { palette: PALETTE, pixels: ramp(PALETTE) }, largest: 2, maps: [] };
const SIZE = { width: 1200, height: 700 };
const FAST = { playing: true, speed: null, unit: "epoch" };
/** The default network's first step, the next, and one a hundred epochs on. */
const LATE = 100 * 25 * 11 + 1;
const { runs } = recorded([
  { spec: {}, to: 2 },
  { spec: {}, from: LATE, to: LATE },
]);
const [[first, second], [late]] = runs.map((states) =>
  states.map((state) => ({ ...state, playback: FAST })),
);

/** A scene with a film, its tiles where they would be. */
function filming(state = first) {
  const scene = makeScene(state.run, SIZE);
  const { columns } = scene.layout;
  scene.neurons.forEach((neurons, layer) => {
    const { places, cellWidth: width, cellHeight: height } = columns[layer];
    for (const { tile, unit } of neurons) {
      const { x, y } = places[unit];
      const box = { left: x - width / 2, top: y - height / 2, width, height };
      const sizes = { offsetWidth: width, clientWidth: width - 3 };
      Object.assign(tile, sizes, { getBoundingClientRect: () => box });
    }
  });
  Object.assign(scene.film.canvas, { offsetWidth: SIZE.width, offsetHeight: SIZE.height });
  return { scene, film: scene.film, pen: scene.film.canvas.getContext("2d") };
}

/** What elements show of the lines at rest. */
function atRest(state) {
  const scene = makeScene(state.run, SIZE);
  const still = { ...state, playback: null };
  paintScene(scene, still, lookOf(still), { ...BRUSH, maps: [] });
  return scene.gaps.flatMap((gap) =>
    (gap?.edges ?? []).map(({ group, stroke, width }) => {
      const isMinus = group.classList.contains("negative");
      const colour = isMinus ? "rgb(255 0 0)" : "rgb(0 0 255)";
      return { path: stroke.getAttribute("d"), colour, width, isDashed: isMinus };
    }),
  );
}

const withoutStrength = ({ strength, ...line }) => line;

test("every line is drawn as its element is: where it is, as wide, in its colour, negative ones dashed", () => {
  for (const state of [first, late]) {
    const { scene, film, pen } = filming(state);

    paintFilm(film, scene, state, BRUSH);

    assert.equal(pen.stroked.length, 2 * 4 + 4 * 2 + 2 * 1);
    assert.deepEqual(pen.stroked.map(withoutStrength), atRest(state));
  }
});

test("only lines of gaps in which something is to be seen are drawn anew", () => {
  const { scene, film, pen } = filming();
  const drawn = (state, brush = BRUSH) => {
    pen.stroked.length = 0;
    paintFilm(film, scene, state, brush);
    return pen.stroked.length;
  };
  const layers = second.layers.map((tensors, layer) =>
    layer === 3
      ? { ...tensors, w: { ...tensors.w, data: tensors.w.data.map((w) => -w) } }
      : tensors,
  );

  assert.equal(drawn(first), 18);
  assert.equal(drawn(second), 0, "its weights are those of the first");
  assert.equal(drawn({ ...second, layers }), 2);
  assert.equal(drawn(late), 18);
  assert.equal(drawn(late, { ...BRUSH, largest: 1 }), 18, "another scale");
});

test("the lines of the selected neuron stand out, and the one pointed at", () => {
  const { scene, film, pen } = filming();
  const strengths = (state) => {
    pen.stroked.length = 0;
    paintFilm(film, scene, { ...first, ...state }, BRUSH);
    return pen.stroked.map(({ strength }) => strength);
  };

  assert.deepEqual(new Set(strengths({})), new Set([0.82]));
  const into = strengths({ selected: { layer: 2, unit: 1 } });
  assert.deepEqual(into, [0.4, 1, 0.4, 1, 0.4, 1, 0.4, 1, 0.4, 1]);
  const hot = strengths({ hoveredEdge: { layer: 1, from: 0, to: 2 } });
  assert.deepEqual(hot.slice(0, 8), [0.82, 0.82, 1, ...Array(5).fill(0.82)]);
});

test("every tile has its map where it stands, each cell in its colour", () => {
  const { scene, film, pen } = filming();
  const { columns } = scene.layout;

  for (const state of [first, late]) {
    paintFilm(film, scene, state, BRUSH);

    scene.neurons.forEach((neurons, layer) => {
      for (const { unit } of neurons) {
        const { x, y } = columns[layer].places[unit];
        const { cellWidth: width, cellHeight: height } = columns[layer];
        const [left, top] = [Math.floor(x - width / 2), Math.floor(y - height / 2)];
        const { pixels, width: pitch } = pen.put.get(`${left} ${top}`);
        const shades = shadesOf(mapOf(state, layer, unit, TILE), BRUSH.ink.pixels);
        for (const [row, column] of [
          [0, 7],
          [7, 0],
          [8, 8],
          [15, 9],
          [3, 12],
        ]) {
          const at = (cell, length) => 1.5 + ((length - 3) * (cell + 0.5)) / TILE;
          const pixel =
            Math.floor(y - height / 2 + at(row, height) - top) * pitch +
            Math.floor(x - width / 2 + at(column, width) - left);
          assert.equal(pixels[pixel], shades[row * TILE + column]);
        }
        assert.equal(pixels[0], 0, "nothing beyond the corner");
      }
    });
  }
});

test("a tile's pixels begin and end under its border, also between pixels and on a fine screen", () => {
  const { x, y, columns, rows, cells } = placeOf({
    ...{ left: 10.4, top: 20.8, width: 76, height: 76, border: 3, radius: 20 },
  });

  assert.deepEqual([x, y, columns, rows], [10, 20, 77, 77]);
  const shown = (row) => Array.from(cells.subarray(row * columns, (row + 1) * columns));
  const middle = shown(38).map((cell) => cell % TILE);
  assert.equal(shown(38).indexOf(TILE * TILE), 0, "the border's outer half");
  assert.deepEqual([...new Set(middle.slice(2, -2))], [...Array(TILE).keys()]);
  assert.ok(shown(2).filter((cell) => cell < TILE * TILE).length < 50, "rounded");
});

test("a picture is not drawn without a canvas", () => {
  const { scene } = filming();
  const film = makeFilm(SIZE);
  film.canvas.getContext = () => null;

  paintFilm(film, scene, first, BRUSH);

  assert.deepEqual(film.frames, []);
});
