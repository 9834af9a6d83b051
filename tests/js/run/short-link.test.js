/** A link is as short as it can be, and leads to the same run. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHash, toHash, toKeptHash } from "../../../static/js/run/link.js";
import { isPacked, shortest, unpacked, unusual } from "../../../static/js/run/short-link.js";

/** As the catalogue has it, with few fields. */
const SCHEMA = /** @type {any} */ ({
  $ref: "#/$defs/Spec",
  $defs: {
    Spec: {
      properties: {
        data: { $ref: "#/$defs/Data", default: {} },
        hidden: {
          type: "array",
          items: { $ref: "#/$defs/Hidden" },
          default: [{ units: 4, activation: "tanh" }],
        },
        inputs: { anyOf: [{ type: "array" }, { type: "null" }], default: null },
        seed: { type: "integer", default: 7 },
        version: { type: "integer", default: 2 },
      },
    },
    Data: { properties: { kind: { default: "circle" }, noise: { default: 0.0 } } },
    Hidden: { properties: { units: {}, activation: {}, dropout: { default: 0.0 } } },
  },
});
const USUAL = {
  data: { kind: "circle", noise: 0 },
  inputs: ["x1", "x2"],
  hidden: [{ units: 4, activation: "tanh", dropout: 0 }],
  seed: 7,
  version: 2,
};
const EDITS = [{ index: 3, learning_rate: 0.3 }];

test("what is usual is left out, whole and in parts, and never the version", () => {
  const { hidden: _, ...rest } = USUAL;

  assert.deepEqual(unusual(USUAL, SCHEMA), { inputs: ["x1", "x2"], version: 2 });
  assert.deepEqual(unusual({ ...rest, hidden: [] }, SCHEMA), {
    ...{ inputs: ["x1", "x2"], hidden: [], version: 2 },
  });
  const other = {
    ...USUAL,
    data: { kind: "spiral", noise: 0 },
    hidden: [{ units: 4, activation: "tanh", dropout: 0.5 }, { ...USUAL.hidden[0] }],
  };
  assert.deepEqual(unusual(other, SCHEMA), {
    data: { kind: "spiral" },
    inputs: ["x1", "x2"],
    hidden: [
      { units: 4, activation: "tanh", dropout: 0.5 },
      { units: 4, activation: "tanh" },
    ],
    version: 2,
  });
});

test("a link is never longer than it was, and is unpacked into what it held", async () => {
  const long = Array.from({ length: 12 }, (_, unit) => ({ units: unit + 1, activation: "relu" }));
  for (const [spec, edits, step] of /** @type {any[]} */ ([
    [USUAL, [], 0],
    [USUAL, EDITS, 42],
    [{ ...USUAL, hidden: long }, EDITS, 42],
  ])) {
    const whole = `${toHash(spec, step, edits)}&sum=aB3-_xyz&neuron=2.1`;
    const short = await shortest(whole, SCHEMA);
    assert.ok(short.length < whole.length);
    const back = isPacked(short) ? await unpacked(short) : short;
    assert.deepEqual(fromHash(back), { spec: unusual(spec, SCHEMA), step, edits });
    assert.ok(back.endsWith("&sum=aB3-_xyz&neuron=2.1"));
  }
});

test("a packed link needs no letters that an address would have to escape", async () => {
  const long = Array.from({ length: 12 }, () => ({ units: 4, activation: "tanh" }));
  const short = await shortest(toHash({ ...USUAL, hidden: long }, 42, EDITS), SCHEMA);

  assert.match(short, /^#z=[\w-]+&step=42$/);
});

test("what holds no run of its own stays as it is", async () => {
  for (const hash of ["#tab=data", "#spec=%%%", toKeptHash("0".repeat(32), 3, [])])
    assert.equal(await shortest(hash, SCHEMA), hash);
});

test("a packed link that is cut short, altered or blown up holds no run", async () => {
  const bomb = new Blob([new Uint8Array(2 ** 21)])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(bomb).arrayBuffer());
  const letters = Buffer.from(bytes).toString("base64url");
  const short = await shortest(toHash({ ...USUAL, seed: 12345 }, 3, EDITS), SCHEMA);

  for (const damaged of [short.slice(0, 12), "#z=", "#z=AAAA", "#z=%20!", `#z=${letters}`])
    assert.equal(fromHash(await unpacked(damaged)), null, damaged.slice(0, 30));
  assert.match(await unpacked("#z=AAAA&tab=data"), /&tab=data$/);
});
