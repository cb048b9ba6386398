import { describe, expect, it } from "vitest";
import { figuresOf, minorOf, plainOf, shareOf } from "./money";

describe("an amount from a statement", () => {
  it.each([
    ["248,000,000", "KRW", "248000000"],
    ["248000000원", "KRW", "248000000"],
    [" ₩ 248,000,000 ", "KRW", "248000000"],
    ["KRW 248 000 000", "KRW", "248000000"],
    ["２４８,０００", "KRW", "248000"],
    ["12,345.6", "USD", "1234560"],
    ["$12345.67", "USD", "1234567"],
    ["12345", "USD", "1234500"],
    ["12345.600", "USD", "1234560"],
    ["100.00", "KRW", "100"],
  ])("reads %s in %s", (text, currency, minor) => {
    expect(minorOf(text, currency)).toBe(minor);
  });

  it.each(["", "-5", "12.345", "1e6", "about 100", "12.3.4"])("refuses %s", (text) => {
    expect(minorOf(text, "USD")).toBeNull();
  });

  it("has no part of a won", () => {
    expect(minorOf("100.5", "KRW")).toBeNull();
  });
});

describe("an amount in figures", () => {
  it("keeps every digit of won in Korean", () => {
    expect(figuresOf("248000001", "KRW", "ko")).toBe("248,000,001원");
    expect(figuresOf("-5000", "KRW", "ko")).toBe("-5,000원");
  });

  it("is as everywhere in other currencies", () => {
    expect(figuresOf("1234567", "USD", "en")).toBe("USD 12,345.67");
  });
});

describe("a share", () => {
  it("is exact for large amounts, and nothing of nothing", () => {
    expect(shareOf("900719925474099300", "1801439850948198600")).toBe(50);
    expect(shareOf("0", "0")).toBe(0);
  });
});

describe("an amount for a spreadsheet", () => {
  it("has the point where the currency has one", () => {
    expect(plainOf("248000000", "KRW")).toBe("248000000");
    expect(plainOf("5", "USD")).toBe("0.05");
    expect(plainOf("-1234567", "USD")).toBe("-12345.67");
  });
});
