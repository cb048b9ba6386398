import { describe, expect, it } from "vitest";
import { formatDay, formatInstant, formatMonth, formatRelative } from "./dates";

describe("months and days", () => {
  it("are said in the page's language and never shift by the time zone", () => {
    expect(formatMonth("2026-11", "ko")).toBe("2026년 11월");
    expect(formatMonth("2026-11", "en")).toBe("November 2026");
    expect(formatDay("2027-03-31", "ko")).toBe("2027년 3월 31일");
    expect(formatDay("2027-03-31", "en")).toBe("31 March 2027");
  });

  it("are shown as sent when they are no dates", () => {
    expect(formatMonth("soon", "en")).toBe("soon");
    expect(formatDay("2027-3-31", "en")).toBe("2027-3-31");
    expect(formatDay("2027-99-99", "en")).toBe("2027-99-99");
  });
});

describe("instants", () => {
  it("carry seconds and the zone", () => {
    expect(formatInstant("2026-11-22T08:49:44Z", "en", "Asia/Seoul")).toBe(
      "22 Nov 2026 17:49:44 GMT+9",
    );
    expect(formatInstant("2026-11-22T08:49:44Z", "ko", "Asia/Seoul")).toBe(
      "2026년 11월 22일 17:49:44 GMT+9",
    );
    expect(formatInstant("2026-11-22T15:00:00Z", "en", "Asia/Seoul")).toContain(
      "23 Nov 2026 00:00:00",
    );
  });

  it("are told relative to a given now", () => {
    const now = new Date("2026-11-22T08:00:00Z");
    expect(formatRelative("2026-11-22T07:58:30Z", "en", now)).toBe("1 minute ago");
    expect(formatRelative("2026-11-24T08:00:00Z", "ko", now)).toBe("모레");
    expect(formatRelative("never", "en", now)).toBe("never");
  });
});
