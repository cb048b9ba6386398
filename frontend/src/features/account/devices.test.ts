import { expect, it } from "vitest";
import { deviceOf } from "./devices";

it("names browsers that all call themselves Chrome or Safari", () => {
  const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36";
  expect(deviceOf(chrome)).toEqual({ browser: "Chrome", system: "Windows" });
  expect(deviceOf(`${chrome} Whale/3.28`)?.browser).toBe("Whale");
  expect(deviceOf(`${chrome} Edg/130.0`)?.browser).toBe("Edge");
  const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";
  expect(deviceOf(phone)).toEqual({ browser: "Safari", system: "iOS" });
  expect(deviceOf("curl/8.5")).toBeNull();
});
