import { expect, it } from "vitest";
import { browserLanguage } from "./setup";

it("takes the first language that the product speaks", () => {
  expect(browserLanguage(["ko-KR", "en"])).toBe("ko");
  expect(browserLanguage(["de-DE", "en-GB", "ko"])).toBe("en");
  expect(browserLanguage(["kok", "enm"])).toBeNull();
  expect(browserLanguage([])).toBeNull();
});
