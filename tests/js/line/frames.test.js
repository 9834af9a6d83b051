/** What travels is read as it was written: letters, layouts, frames. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createReader } from "../../../static/js/line/frames.js";

const LAYOUT = {
  type: "layout",
  id: 2 ** 47 + 1,
  tensors: [
    { name: "a", layer: 2, shape: [2, 1], dtype: "float64", offset: 40 },
    { name: "eta", layer: 2, shape: [], dtype: "float64", offset: 56 },
    { name: "map_scale", layer: 2, shape: [1], dtype: "float32", offset: 64 },
    { name: "map", layer: 2, shape: [1, 1, 3], dtype: "int8", offset: 68 },
  ],
};

/** A step's frame, written by hand as the protocol says. */
function frame() {
  const view = new DataView(new ArrayBuffer(71));
  view.setUint8(0, 0);
  view.setUint8(1, 5);
  view.setUint16(2, 2, true);
  view.setUint32(4, 3, true);
  [7e9, 1e12, 2e12, LAYOUT.id, 0.1, -1 / 3, 0.03].forEach((number, place) => {
    view.setFloat64(8 + 8 * place, number, true);
  });
  view.setFloat32(64, 0.25, true);
  [-127, 0, 127].forEach((number, place) => {
    view.setInt8(68 + place, number);
  });
  return view.buffer;
}

test("a frame is read as its layout says", () => {
  const read = createReader();
  read(JSON.stringify(LAYOUT));

  assert.deepEqual(read(frame()), {
    ...{ kind: "step", phase: "update", layer: 2, batch: 3 },
    ...{ epoch: 7e9, index: 1e12, recorded: 2e12 },
    tensors: [
      { name: "a", layer: 2, tensor: { data: new Float64Array([0.1, -1 / 3]), shape: [2, 1] } },
      { name: "eta", layer: 2, tensor: { data: new Float64Array([0.03]), shape: [] } },
      { name: "map_scale", layer: 2, tensor: { data: new Float32Array([0.25]), shape: [1] } },
      { name: "map", layer: 2, tensor: { data: new Int8Array([-127, 0, 127]), shape: [1, 1, 3] } },
    ],
  });
});

test("the numbers are not copied", () => {
  const read = createReader();
  read(JSON.stringify(LAYOUT));
  const buffer = frame();

  for (const { tensor } of read(buffer).tensors) assert.equal(tensor.data.buffer, buffer);
});

test("letters come through, and a run makes layouts unknown", () => {
  const read = createReader();

  assert.deepEqual(read(JSON.stringify(LAYOUT)), LAYOUT);
  assert.deepEqual(read('{"type":"run","id":4}'), { type: "run", id: 4 });
  assert.throws(() => read(frame()), /before its layout/);
});

test("each line has layouts of its own", () => {
  createReader()(JSON.stringify(LAYOUT));

  assert.throws(() => createReader()(frame()), /before its layout/);
});
