import { expect, test } from "vitest";
import { spansOf } from "./spans";

const NOW = new Date(2026, 2, 15, 13, 45);

test.each(["month", "week", "2026-02"])("spans of %s meet without a gap", (what) => {
  const spans = spansOf(NOW, what);
  for (const [at, span] of spans.entries()) {
    expect(span.until > span.from).toBe(true);
    if (at > 0) expect(span.from).toBe(spans[at - 1]?.until);
  }
});

test("twelve months end with this one", () => {
  const spans = spansOf(NOW, "month");
  expect(spans.map(({ short }) => short)).toEqual([
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
    "1",
    "2",
    "3",
  ]);
  expect(spans[0]?.day).toBe("2025-04-01");
  expect(new Date(spans.at(-1)?.until ?? "")).toEqual(new Date(2026, 3, 1));
});

test("the last seven days hold today", () => {
  const last = spansOf(NOW, "week").at(-1);
  expect(last?.day).toBe("2026-03-09");
  expect(new Date(last?.until ?? "")).toEqual(new Date(2026, 2, 16));
});

test("a month has its own days", () => {
  expect(spansOf(NOW, "2024-02")).toHaveLength(29);
  expect(spansOf(NOW, "2026-02").at(-1)?.short).toBe("28");
});
