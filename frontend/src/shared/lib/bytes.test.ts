import { expect, it } from "vitest";
import { formatBytes } from "./bytes";

it("says sizes as people read them", () => {
  expect(formatBytes(0, "en")).toBe("0 kB");
  expect(formatBytes(12, "ko")).toBe("1 kB");
  expect(formatBytes(3_500_000, "en")).toBe("3.3 MB");
  expect(formatBytes(5 * 1024 ** 3, "en")).toBe("5 GB");
});
