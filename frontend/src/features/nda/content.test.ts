import { expect, it } from "vitest";
import {
  chosen,
  contentOf,
  EMPTY,
  isChanged,
  settled,
  type Writing,
  withoutDefaults,
} from "./content";

const base = { ...EMPTY, purpose: "judge" };
const stored = (fields: object, revision: number): Writing => {
  const all = { ...base, ...fields };
  return { fields: all, base: all, revision };
};
const typed = (fields: object): Writing => ({ fields: { ...base, ...fields }, base, revision: 1 });

it("goes on silently where only the other side's readers were named", () => {
  const { writing, conflicts } = settled(typed({ months: "24" }), stored({}, 2));
  expect(conflicts).toEqual([]);
  expect(writing.revision).toBe(2);
  expect(writing.fields.months).toBe("24");
});

it("takes over what only somebody else wrote, and asks about what both did", () => {
  const theirs = stored({ scope: "two drawings", months: "6" }, 2);
  const first = settled(typed({ purpose: "judge and test" }), theirs);
  expect(first.conflicts).toEqual([]);
  expect(first.writing.fields).toMatchObject({ scope: "two drawings", purpose: "judge and test" });
  const mine = typed({ months: "24" });
  const second = settled(mine, theirs);
  expect(second.conflicts.map((each) => each.field)).toEqual(["months"]);
  expect(second.writing).toBe(mine);
  expect(chosen(mine, theirs, new Set()).fields).toMatchObject({
    months: "24",
    scope: "two drawings",
  });
  expect(chosen(mine, theirs, new Set(["months"])).fields.months).toBe("6");
});

it("reads what is typed as the server takes it", () => {
  expect(isChanged(typed({}))).toBe(false);
  expect(isChanged(typed({ files: "a b" }))).toBe(true);
  const content = contentOf({ ...base, files: "a b" });
  expect(content.annexFileIds).toEqual(["a", "b"]);
  expect(content.months).toBe(12);
});

it("leaves a template's sentences behind with its language, and keeps one's own", () => {
  const defaults = {
    scope: "자료 전부",
    ownership: "제공자",
    consideration: "없음",
    provision: "열람",
    returnMethod: "삭제",
  };
  const fields = withoutDefaults({ ...base, ...defaults, scope: "도면 두 장" }, defaults);
  expect(fields).toMatchObject({ scope: "도면 두 장", ownership: "", returnMethod: "" });
});
