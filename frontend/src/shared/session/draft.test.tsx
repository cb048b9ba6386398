import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { useDraft } from "./draft";
import { useSession } from "./session";

vi.mock("./session", () => ({ useSession: vi.fn() }));

function is(person: string | null): void {
  vi.mocked(useSession).mockReturnValue({
    viewer: person === null ? null : { id: person },
  } as ReturnType<typeof useSession>);
}

function begin() {
  return renderHook(() => useDraft("note", { text: "" }));
}

beforeEach(() => sessionStorage.clear());

it("gives nobody what the person before them typed, though the form stays open", () => {
  is("one");
  const { result, rerender } = begin();
  act(() => result.current[1]({ text: "ours" }));
  for (const next of [null, "two"]) {
    is(next);
    rerender();
    expect(result.current[0].text).toBe("");
    const others = Object.keys(sessionStorage).filter((key) => !key.includes(".one."));
    expect(others.map((key) => sessionStorage.getItem(key)).join()).not.toContain("ours");
  }
  is("one");
  rerender();
  expect(result.current[0].text).toBe("ours");
});

it("brings back what was typed, until it is forgotten", () => {
  is("one");
  const first = begin();
  act(() => first.result.current[1]({ text: "ours" }));
  first.unmount();
  const second = begin();
  expect(second.result.current[0].text).toBe("ours");
  act(() => second.result.current[2]());
  expect(second.result.current[0].text).toBe("");
});
