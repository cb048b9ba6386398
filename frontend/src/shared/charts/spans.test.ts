import { expect, test } from "vitest";
import { spansOf } from "./spans";

const NOW = new Date(2026, 2, 15, 13, 45);

test.each(["month", "week", "2026-02"])("spans of %s meet without a gap", (what) => {
  const spans = spansOf(NOW, what, "en");
  for (const [at, span] of spans.entries()) {
    expect(span.until > span.from).toBe(true);
    if (at > 0) expect(span.from).toBe(spans[at - 1]?.until);
  }
});

test("twelve months end with this one", () => {
  const spans = spansOf(NOW, "month", "en");
  expect(spans.map(({ short }) => short)).toEqual([
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "Jan",
    "Feb",
    "Mar",
  ]);
  expect(spans[0]?.day).toBe("2025-04-01");
  expect(new Date(spans.at(-1)?.until ?? "")).toEqual(new Date(2026, 3, 1));
});

test("a scale names months and days as each language does", () => {
  expect(spansOf(NOW, "month", "ko").at(-1)?.short).toBe("3월");
  expect(spansOf(NOW, "week", "ko").at(-1)?.short).toBe("3/9");
  expect(spansOf(NOW, "week", "en").at(-1)?.short).toBe("9 Mar");
});

test("the last seven days hold today", () => {
  const last = spansOf(NOW, "week", "en").at(-1);
  expect(last?.day).toBe("2026-03-09");
  expect(new Date(last?.until ?? "")).toEqual(new Date(2026, 2, 16));
});

test("a month has its own days", () => {
  expect(spansOf(NOW, "2024-02", "en")).toHaveLength(29);
  expect(spansOf(NOW, "2026-02", "en").at(-1)?.short).toBe("28");
});
