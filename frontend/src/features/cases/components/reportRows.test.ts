import { describe, expect, it } from "vitest";
import { firstDay, monthOf, shifted, textOf } from "./reportRows";

describe("the month of a report", () => {
  it("is read from the address, and only where it is one", () => {
    expect(monthOf("2026-11")).toEqual({ year: 2026, month: 11 });
    for (const wrong of [null, "", "2026-13", "2026-00", "2026-1", "x2026-01"]) {
      expect(monthOf(wrong)).toBeNull();
    }
  });

  it("goes on and back over the end of a year", () => {
    expect(textOf(shifted({ year: 2026, month: 1 }, -1))).toBe("2025-12");
    expect(textOf(shifted({ year: 2025, month: 12 }, 1))).toBe("2026-01");
    expect(firstDay(2026, 3)).toBe("2026-03-01");
  });
});
