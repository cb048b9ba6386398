import { describe, expect, it } from "vitest";
import { toHex, utf8 } from "./bytes";
import { leafHash, pathSides, rootFromPath } from "./merkle";
import { pathOf, rootOf } from "./testing";

const LEAVES = Array.from({ length: 40 }, (_, at) => leafHash(utf8(`leaf ${at}`)));

describe("inclusion", () => {
  it("leads every leaf of every small tree to the root of the definition", () => {
    for (let size = 1; size <= LEAVES.length; size += 1) {
      const leaves = LEAVES.slice(0, size);
      const root = toHex(rootOf(leaves));
      leaves.forEach((leaf, index) => {
        const found = rootFromPath(leaf, BigInt(index), BigInt(size), pathOf(index, leaves));
        expect(found && toHex(found)).toBe(root);
      });
    }
  });

  it("refuses a path that is too short or too long, and an index outside the tree", () => {
    const path = pathOf(3, LEAVES.slice(0, 9));
    const leaf = LEAVES[3] ?? new Uint8Array();
    expect(rootFromPath(leaf, 3n, 9n, path.slice(1))).toBeNull();
    expect(rootFromPath(leaf, 3n, 9n, [...path, leaf])).toBeNull();
    expect(pathSides(9n, 9n, 4)).toBeNull();
    expect(pathSides(-1n, 9n, 4)).toBeNull();
  });

  it("leads nowhere with a wrong index", () => {
    const leaves = LEAVES.slice(0, 8);
    const wrong = rootFromPath(LEAVES[2] ?? new Uint8Array(), 3n, 8n, pathOf(2, leaves));
    expect(wrong && toHex(wrong)).not.toBe(toHex(rootOf(leaves)));
  });
});
