import { describe, expect, it } from "vitest";
import {
  compose,
  contested,
  filled,
  NO_ANSWERS,
  targetLine,
  titleOf,
  toldSecrets,
} from "./compose";

const EMPTY = { title: "", need: "", outcomes: "", constraints: "" };
const ANSWERS = {
  ...NO_ANSWERS,
  change: "Clean moulds without stopping the line. It matters most at night.",
  today: "Moulds are dismounted each week.",
  targets: [
    { what: "Time", value: "20", unit: "min", tolerance: "" },
    { what: "Thickness", value: "0.8", unit: "mm", tolerance: "±0.05" },
    { what: "", value: "", unit: "", tolerance: "" },
  ],
  conditions: "No open solvents.",
  tried: "We tried dry ice twice.",
  secret: "line 7, Falcon",
};

describe("a guide's answers", () => {
  it("become the fields of a demand", () => {
    expect(compose(ANSWERS)).toEqual({
      title: "Clean moulds without stopping the line",
      need: `${ANSWERS.change}\n\n${ANSWERS.today}\n\n${ANSWERS.tried}`,
      outcomes: "Time: 20 min\nThickness: 0.8 mm ± 0.05",
      constraints: "No open solvents.",
    });
    expect(compose(NO_ANSWERS)).toEqual(EMPTY);
  });

  it("never tell what must not be told", () => {
    const all = Object.values(compose(ANSWERS)).join();
    expect(all).not.toContain("Falcon");
    expect(toldSecrets({ ...EMPTY, need: "For FALCON from May" }, ANSWERS.secret)).toEqual([
      "Falcon",
    ]);
    expect(toldSecrets({ ...EMPTY, need: "Any" }, "")).toEqual([]);
  });

  it("name a target as far as it is known", () => {
    expect(targetLine({ what: "Noise", value: "", unit: "", tolerance: "" })).toBe("Noise");
    expect(targetLine({ what: "", value: "5", unit: "bar", tolerance: "+/- 1" })).toBe("5 bar ± 1");
  });

  it("cut a long title at a word, and keep a figure's point", () => {
    expect(titleOf("Seal gaps of 0.8 mm in cold air")).toBe("Seal gaps of 0.8 mm in cold air");
    expect(titleOf("금형을 떼지 않고 씻습니다. 밤에도 됩니다.")).toBe("금형을 떼지 않고 씻습니다");
    expect(titleOf("one two three four", 11)).toBe("one two");
    expect([...titleOf("가".repeat(200))]).toHaveLength(120);
  });
});

describe("written words", () => {
  const now = { ...EMPTY, title: "Mine", need: "My need" };
  const made = { ...EMPTY, title: "Its", need: "My need", outcomes: "Time: 20 min" };

  it("are touched by nothing but a choice", () => {
    expect(contested(now, made)).toEqual(["title"]);
    expect(filled(now, made, {})).toEqual({ ...now, outcomes: "Time: 20 min" });
    expect(filled(now, made, { title: "replace" }).title).toBe("Its");
    expect(filled(now, { ...made, need: "More" }, { need: "add" }).need).toBe("My need\n\nMore");
  });

  it("stay where the guide has nothing to say", () => {
    expect(filled(now, EMPTY, { title: "replace", need: "replace" })).toEqual(now);
  });
});
