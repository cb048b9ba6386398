import { describe, expect, it } from "vitest";
import { openRemarks, placeIn, type Remark, remarkKey } from "./remarks";

const remark = (words: string, start: number, kind: Remark["kind"] = "DATE"): Remark => ({
  kind,
  field: "ko.need",
  start,
  end: start + [...words].length,
  words,
});

describe("places of remarks", () => {
  it("count as a text field does, where letters take two units", () => {
    expect(placeIn("𝑥 2027년", remark("2027년", 2))).toEqual([3, 8]);
  });
  it("follow words that moved, and are gone with them", () => {
    expect(placeIn("앞에 더 적음. 2027년", remark("2027년", 0))).toEqual([9, 14]);
    expect(placeIn("지웠음", remark("2027년", 0))).toBeNull();
  });
});

describe("what was kept", () => {
  it("waits no more, but the firm's own name always does", () => {
    const date = remark("2027년", 0);
    const name = remark("두레", 0, "OWN_NAME");
    const kept = new Set([remarkKey(date), remarkKey(name)]);
    expect(openRemarks([date, name], kept)).toEqual([name]);
    expect(openRemarks([date], new Set())).toEqual([date]);
  });
});
