import { describe, expect, it } from "vitest";
import { formatMoney } from "./money";

describe("money", () => {
  it("in won is said in words of scale in Korean", () => {
    expect(formatMoney("248000000", "KRW", "ko")).toBe("2억 4,800만 원");
    expect(formatMoney("1200000000", "KRW", "ko")).toBe("12억 원");
    expect(formatMoney("0", "KRW", "ko")).toBe("0원");
  });

  it("keeps every digit above what a number can hold", () => {
    expect(formatMoney("9007199254740993", "KRW", "en")).toBe("KRW 9,007,199,254,740,993");
  });

  it("shows minor units only where there are some", () => {
    expect(formatMoney("123450", "USD", "en")).toBe("USD 1,234.50");
    expect(formatMoney("123400", "USD", "en")).toBe("USD 1,234");
    expect(formatMoney("-5", "USD", "en")).toBe("USD -0.05");
    expect(formatMoney("248000000", "KRW", "en")).toBe("KRW 248,000,000");
  });

  it("is shown as sent when it is no whole number", () => {
    expect(formatMoney("12.5", "KRW", "en")).toBe("12.5 KRW");
  });
});
