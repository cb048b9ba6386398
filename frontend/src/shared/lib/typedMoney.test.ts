import { describe, expect, it } from "vitest";
import { readMoney, typedMoney } from "./typedMoney";

describe("a typed amount", () => {
  it.each([
    ["300000000", "KRW", "300000000"],
    ["300,000,000원", "KRW", "300000000"],
    ["3억", "KRW", "300000000"],
    ["3억 5,000만", "KRW", "350000000"],
    ["1.5억", "KRW", "150000000"],
    ["2천만 원", "KRW", "20000000"],
    ["250,000", "USD", "25000000"],
    ["250,000.50", "USD", "25000050"],
  ])("%s in %s is %s minor units", (typed, currency, minor) => {
    expect(readMoney(typed, currency)).toBe(minor);
  });

  it("is refused when it is no whole number of minor units", () => {
    expect(readMoney("about 3", "KRW")).toBeNull();
    expect(readMoney("0.5", "KRW")).toBeNull();
    expect(readMoney("-3", "KRW")).toBeNull();
  });

  it("comes back as it would be typed", () => {
    expect(typedMoney("350000000", "KRW")).toBe("350,000,000");
    expect(typedMoney("25000050", "USD")).toBe("250,000.50");
    expect(typedMoney(null, "USD")).toBe("");
  });
});
