import { expect, it } from "vitest";
import { fileFault, LARGEST, sizeWords } from "./upload";

it("refuses a file before a byte of it is sent", () => {
  expect(fileFault({ size: 12, type: "application/pdf" })).toBeNull();
  expect(fileFault({ size: 0, type: "application/pdf" })).toBe("empty");
  expect(fileFault({ size: LARGEST + 1, type: "image/png" })).toBe("too_large");
  expect(fileFault({ size: 12, type: "image/heic" })).toBe("wrong_type");
});

it("says sizes as people read them", () => {
  expect(sizeWords(200, "en")).toBe("1 kB");
  expect(sizeWords(300_000, "en")).toBe("293 kB");
  expect(sizeWords(3_500_000, "en")).toBe("3.3 MB");
});
