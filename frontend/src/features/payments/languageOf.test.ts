import { expect, it } from "vitest";
import { languageOf } from "./languageOf";

it("knows Korean by its script", () => {
  expect(languageOf("도면 C판, 협의실")).toBe("ko");
  expect(languageOf("Drawings, revision C")).toBe("en");
});
