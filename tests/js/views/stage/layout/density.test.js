/** What of a network is drawn as neurons and lines, and what as strips and matrices. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { density, isMatrix } from "../../../../../static/js/views/stage/layout/density.js";
import { NETWORKS } from "./networks.js";

test("what can be read decides how a network is drawn", () => {
  assert.equal(density([2, 4, 2, 1]), "labelled");
  assert.equal(density([2, 12, 10, 1]), "focus");
  assert.equal(density([13, 8, 3]), "focus");
  assert.equal(density([2, 8, 8, 8, 8, 8, 8, 1]), "focus");
  assert.equal(density([2, 33, 1]), "strips");
  assert.equal(density([30, 30, 1]), "strips");
});

test("no more than 600 connections are ever drawn as lines", () => {
  for (const units of [...NETWORKS, [12, 12, 12, 12, 12, 12, 12, 12, 12, 12], Array(10).fill(8)]) {
    const lines = units.slice(1).reduce((sum, count, index) => {
      return isMatrix(units, index + 1) ? sum : sum + count * units[index];
    }, 0);
    assert.ok(lines <= 600, `${units}: ${lines}`);
  }
});
