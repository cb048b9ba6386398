import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { LeakPartsFragment } from "@/shared/graphql/generated/graphql";
import { speakOnly } from "@/shared/i18n/setup";
import { Comparison, needsConsent } from "./Comparison";

const FOUND: LeakPartsFragment = {
  id: "r1",
  state: "FOUND",
  found: 2,
  unreadable: 0,
  checkedAt: "2026-11-22T00:00:00Z",
  overrideReason: "It stands in our granted patent.",
};
const onAgree = vi.fn();

function show(report: LeakPartsFragment | null, missing = false) {
  render(
    <MantineProvider>
      <Comparison report={report} agreed={false} missing={missing} onAgree={onAgree} />
    </MantineProvider>,
  );
}

beforeAll(async () => {
  await speakOnly("en", ["public", "guide", "work"]);
});
afterEach(cleanup);

describe("what the reviewer reads of the comparison with the deposit", () => {
  it("shows the firm's reason and takes the reviewer's agreement to it", () => {
    show(FOUND, true);
    expect(screen.getByText(FOUND.overrideReason)).toBeTruthy();
    expect(screen.getByText("Agree to the reason, or return the words.")).toBeTruthy();
    fireEvent.click(screen.getByRole("checkbox"));
    expect(onAgree).toHaveBeenCalledExactlyOnceWith(true);
  });

  it("asks for no agreement where there is no reason to agree with", () => {
    const others: (LeakPartsFragment | null)[] = [
      null,
      { ...FOUND, overrideReason: "" },
      { ...FOUND, state: "PASSED" },
      { ...FOUND, state: "REQUESTED" },
      { ...FOUND, state: "FAILED" },
    ];
    const said = new Set<string>();
    for (const report of others) {
      expect(needsConsent(report)).toBe(false);
      show(report);
      expect(screen.queryByRole("checkbox")).toBeNull();
      said.add(document.querySelector("p")?.textContent ?? "");
      cleanup();
    }
    expect(said.size).toBe(others.length);
  });
});
