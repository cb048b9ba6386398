import { renderHook } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";
import { speakOnly } from "@/shared/i18n/setup";
import { useRefusals } from "./refusals";

beforeAll(async () => {
  await speakOnly("en", ["public", "guide", "work"]);
});

function words(code: string, given: Record<string, string> = {}, field?: string): string {
  const params = Object.entries(given).map(([name, value]) => ({ name, value }));
  const { result } = renderHook(() => useRefusals());
  return result.current.ofDomain({ code, message: "as told", field: field ?? null, params }).words;
}

it("says a refusal with the values that came with it", () => {
  expect(words("too_many", { max: "20" })).toBe("At most 20 are possible.");
  expect(words("too_many", {}, "regions")).toBe("There are too many values: regions.");
  expect(words("too_large", { max: String(10 * 1024 ** 3) })).toContain("10 GB");
  expect(words("too_large", { max: String(8 * 1024 ** 2) })).toContain("8 MB");
  expect(words("taken", {}, "recipient")).toBe("Your firm has this key already.");
});

it("tells the server's own words where it has none", () => {
  expect(words("not_there_yet")).toBe("This did not work: as told");
});
