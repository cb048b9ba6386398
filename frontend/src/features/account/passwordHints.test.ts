import { expect, it } from "vitest";
import { passwordHints } from "./passwordHints";

it("counts letters as a person does and finds one's own name and address", () => {
  expect(passwordHints("", ["Kim"])).toEqual({ long: false, own: false });
  expect(passwordHints("일이삼사오육칠팔구십일이", []).long).toBe(true);
  expect(passwordHints("jiwoo-is-my-name", ["Kim Jiwoo", "kim@firm.kr"]).own).toBe(false);
  expect(passwordHints("long enough words", ["Kim Jiwoo", "kim@firm.kr"]).own).toBe(true);
});
