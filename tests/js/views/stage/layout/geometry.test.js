import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acrossAt,
  barSpots,
  between,
  labelSpots,
  pathOf,
  pointAt,
} from "../../../../../static/js/views/stage/curves.js";
import { neuronBoxes } from "../../../../../static/js/views/stage/layout/arrangements.js";
import { layout } from "../../../../../static/js/views/stage/layout/geometry.js";
import { DESKTOP, LAPTOP, NETWORKS, PHONE, SIDEWAYS } from "./networks.js";

/** By so much a number of eight letters may reach into the next one's padding. */
const LONGEST_RARELY = 4;
const ROOMS = { DESKTOP, LAPTOP, PHONE };

const placed = (units, room, image = null) => layout({ units, image }, room);
const left = ({ x, width }) => x - width / 2;
const right = ({ x, width }) => x + width / 2;

for (const units of NETWORKS) {
  for (const [name, room] of Object.entries(ROOMS)) {
    test(`${units.join("-")} fits a ${name.toLowerCase()} without overlap`, () => {
      const { columns, top, bottom, width } = placed(units, room, units[0] === 64 ? [8, 8] : null);

      for (const [index, column] of columns.entries()) {
        if (index > 0) assert.ok(left(column) > right(columns[index - 1]), `column ${index}`);
        assert.ok(left(column) >= 0 && right(column) <= width);
        const ys = column.places.map(({ y }) => y);
        assert.ok(Math.min(...ys) - column.cellHeight / 2 >= top - 1e-9);
        assert.ok(Math.max(...ys) + column.cellHeight / 2 <= bottom + 1e-9);
        assert.equal(column.places.length, units[index]);
      }
    });
  }
}

const WINES = ["alcohol", "nonflavanoid phenols", ...Array(11).fill("ash")];
const arrangements = (units, room, names = []) =>
  layout({ units, image: null, names }, room).columns.map(({ arrangement }) => arrangement);

test("where a layer's numbers stand depends on its own rows and the way to the next layer", () => {
  assert.deepEqual(arrangements([2, 4, 2, 1], DESKTOP), Array(4).fill("outside"));
  assert.deepEqual(arrangements([7, 8, 8, 1], DESKTOP), [
    "outside",
    "compact",
    "compact",
    "outside",
  ]);
  assert.deepEqual(arrangements([7, 8, 8, 1], LAPTOP), ["corner", "beside", "beside", "outside"]);
  assert.deepEqual(arrangements([13, 8, 3], LAPTOP, WINES), ["beside", "corner", "outside"]);
  assert.deepEqual(arrangements([13, 8, 3], PHONE, WINES), ["bare", "corner", "compact"]);
  assert.deepEqual(arrangements([2, 4, 2, 1], SIDEWAYS), [
    "beside",
    "beside",
    "compact",
    "outside",
  ]);
});

for (const units of [...NETWORKS, [4, 8, 3], Array(10).fill(8)]) {
  for (const [name, room] of Object.entries({ ...ROOMS, SIDEWAYS })) {
    test(`no number of ${units.join("-")} covers another neuron's on a ${name.toLowerCase()}`, () => {
      const { columns } = placed(units, room, units[0] === 64 ? [8, 8] : null);
      const tiles = columns.filter(({ kind }) => kind === "tiles");
      const boxes = tiles.flatMap((column) =>
        column.places.flatMap((place, unit) =>
          neuronBoxes({ ...column, namesAbove: false, places: [place] })
            .filter((_, part) => column !== columns[0] || part > 0)
            .map((box) => ({ ...box, of: `${column.x}:${unit}` })),
        ),
      );

      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          if (one.of === other.of) continue;
          const wide = (one.width + other.width) / 2 - Math.abs(one.x - other.x);
          const high = (one.height + other.height) / 2 - Math.abs(one.y - other.y);
          assert.ok(
            wide <= LONGEST_RARELY || high <= 0.5,
            JSON.stringify({ one, other, wide, high }),
          );
        }
      }
    });
  }
}

test("names on the left have the room of the longest, names above reach over to the right", () => {
  const [wines] = layout({ units: [13, 8, 3], image: null, names: WINES }, LAPTOP).columns;
  const [penguins] = layout(
    { units: [4, 8, 3], image: null, names: Array(4).fill("") },
    LAPTOP,
  ).columns;

  assert.equal(wines.namesAbove, false);
  assert.ok(wines.nameRoom >= 128, `${wines.nameRoom}`);
  assert.equal(penguins.namesAbove, true);
  assert.ok(penguins.nameRoom >= 128, `${penguins.nameRoom}`);
});

test("a phone held sideways scrolls before its rows get unreadable", () => {
  assert.equal(placed([2, 8, 8, 1], SIDEWAYS).height, SIDEWAYS.height);
  assert.equal(placed([2, 8, 8, 1], SIDEWAYS).low, true);
  const { columns, height } = placed([13, 8, 3], SIDEWAYS);
  assert.ok(height > SIDEWAYS.height);
  assert.ok(columns[0].places[1].y - columns[0].places[0].y >= 14.5 - 1e-9);
});

test("the numbers of eight hidden layers stand clear of each other, on a laptop in a wider world", () => {
  const units = [2, ...Array(8).fill(4), 1];
  for (const [room, scrolls] of [
    [DESKTOP, false],
    [LAPTOP, true],
  ]) {
    const { columns, width } = placed(units, room);
    const boxes = columns.map((column) => neuronBoxes({ ...column, namesAbove: false }));

    assert.equal(width > room.width, scrolls);
    for (const [index, column] of boxes.slice(2, -1).entries()) {
      const before = Math.max(...boxes[index + 1].map(right));
      assert.ok(Math.min(...column.map(left)) > before, `layer ${index + 2}`);
    }
  }
});

test("of networks drawn in lines only those of more than four layers make a phone's stage wider than the phone", () => {
  assert.equal(placed([2, 4, 2, 1], PHONE).width, PHONE.width);
  assert.ok(placed([2, 8, 8, 8, 8, 8, 8, 1], PHONE).width > PHONE.width);
});

test("between strips there is always room for the matrix of their weights", () => {
  for (const room of Object.values(ROOMS)) {
    const { columns } = placed([64, 32, 16, 10], room, [8, 8]);
    for (const [index, column] of columns.entries()) {
      if (index > 0) assert.ok(left(column) - right(columns[index - 1]) >= 72 - 1e-9);
    }
  }
});

test("from near every neuron of a large layer has a row of its own, with room for its number", () => {
  const from = (near) => layout({ units: [64, 128, 64, 10], image: [8, 8], near }, DESKTOP);
  const [pixels, large, smaller] = from(true).columns;

  for (const [column, count] of [
    [large, 128],
    [smaller, 64],
  ]) {
    const rows = column.places.map(({ y }) => y);
    assert.equal(new Set(rows).size, count);
    for (const [place, y] of rows.entries()) if (place) assert.ok(y - rows[place - 1] >= 20);
    assert.ok(column.beside >= 50);
  }
  assert.ok(from(true).height > 128 * 20 && from(true).width > DESKTOP.width);
  assert.equal(pixels.kind, "image");
  assert.deepEqual(from(false), layout({ units: [64, 128, 64, 10], image: [8, 8] }, DESKTOP));
  assert.equal(from(false).height, DESKTOP.height);
  for (const [index, column] of from(true).columns.entries())
    if (index > 0) assert.ok(left(column) - right(from(true).columns[index - 1]) >= 200);
});

test("a large network with few outputs fits a laptop without scrolling", () => {
  const shape = { units: [64, 128, 64, 10], image: [8, 8], outputs: ["0", "9"] };

  assert.equal(layout(shape, { width: 694, height: 488 }).width, 694);
});

test("a low stage has rows for words beside a dozen outputs, not beside 64", () => {
  assert.ok(placed([2, 8, 12], SIDEWAYS).height > 12 * 34);
  assert.ok(placed([2, 8, 64], SIDEWAYS).height < 32 * 14);
});

test("a layer stands in the middle of the stage's height", () => {
  const { columns, top, bottom } = placed([2, 4, 1], DESKTOP);

  for (const { places } of columns) {
    const middle = (places[0].y + places[places.length - 1].y) / 2;
    assert.ok(Math.abs(middle - (top + bottom) / 2) < 1e-9);
  }
});

test("pixels stand in the picture's rows and columns", () => {
  const [{ kind, places, cellWidth }] = placed([64, 32, 10], DESKTOP, [8, 8]).columns;

  assert.equal(kind, "image");
  assert.equal(places[7].y, places[0].y);
  assert.ok(Math.abs(places[7].x - places[0].x - 7 * cellWidth) < 1e-9);
  assert.equal(places[8].x, places[0].x);
  assert.ok(cellWidth >= 17, "large enough to recognise");
});

test("a curve leaves and arrives level, at the neurons' edges", () => {
  const { columns } = placed([2, 3, 1], DESKTOP);
  const curve = between(columns[0], 1, columns[1], 2);

  assert.deepEqual(pointAt(curve, 0), { x: curve.x0, y: curve.y0 });
  assert.deepEqual(pointAt(curve, 1), { x: curve.x1, y: curve.y1 });
  assert.ok(curve.x0 > right(columns[0]) && curve.x1 < left(columns[1]));
  assert.match(pathOf(curve), new RegExp(`^M${curve.x0} ${curve.y0}C`));
  assert.ok(Math.abs(pointAt(curve, 0.02).y - curve.y0) < 0.3);
});

test("across a level curve is straight up or down", () => {
  const { x, y } = acrossAt({ x0: 0, y0: 5, x1: 100, y1: 5 }, 0.5);

  assert.ok(Math.abs(x) < 1e-9);
  assert.equal(Math.abs(y), 1);
});

test("labels of crossing curves do not lie on each other", () => {
  const curves = [
    { x0: 0, y0: 0, x1: 300, y1: 200 },
    { x0: 0, y0: 200, x1: 300, y1: 0 },
    { x0: 0, y0: 100, x1: 300, y1: 100 },
  ];
  const spots = labelSpots(curves, { width: 60, height: 20 });

  for (const [i, a] of spots.entries()) {
    for (const b of spots.slice(i + 1)) {
      assert.ok(Math.abs(a.x - b.x) >= 60 || Math.abs(a.y - b.y) >= 20);
    }
  }
});

test("a label stands where no other labelled curve runs through it", () => {
  const [one, other] = [
    { x0: 0, y0: 0, x1: 400, y1: 300 },
    { x0: 0, y0: 300, x1: 400, y1: 0 },
  ];

  const spots = labelSpots([one, other], { width: 40, height: 20 });

  for (const [place, through] of [other, one].entries()) {
    for (let t = 0; t <= 1; t += 0.01) {
      const { x, y } = pointAt(through, t);
      const { x: left, y: top } = spots[place];
      assert.ok(Math.abs(x - left) >= 20 || Math.abs(y - top) >= 10, `label ${place}, t = ${t}`);
    }
  }
});

test("a lone label and a lone bar stand in the middle", () => {
  const curve = { x0: 0, y0: 0, x1: 100, y1: 60 };

  assert.deepEqual(labelSpots([curve], { width: 40, height: 20 }), [pointAt(curve, 0.5)]);
  assert.deepEqual(barSpots([curve]), [0.5]);
});

test("a label keeps off what is taken", () => {
  const curve = { x0: 0, y0: 0, x1: 400, y1: 0 };
  const taken = [{ x: 200, y: 0, width: 60, height: 20 }];

  const [{ x }] = labelSpots([curve], { width: 40, height: 20 }, taken);

  assert.ok(Math.abs(x - 200) >= 50);
});

test("where nothing is free on its curve a label stands beside it, and where nothing is free at all nowhere", () => {
  const curve = { x0: 0, y0: 0, x1: 60, y1: 0 };
  const along = { x: 30, y: 0, width: 200, height: 20 };
  const everywhere = { x: 30, y: 0, width: 900, height: 900 };
  const size = { width: 40, height: 20 };

  const [beside] = labelSpots([curve], size, [along]);

  assert.ok(Math.abs(beside.y) >= 20 && Math.abs(beside.y) <= 40);
  assert.deepEqual(labelSpots([curve], size, [everywhere]), [null]);
});
