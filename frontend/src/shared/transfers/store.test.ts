// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import {
  beginTransfer,
  endAllTransfers,
  endTransfer,
  type Handle,
  putArrivedAway,
  useTransfers,
} from "./store";
import { isPassing, pauseAfter, refusalOf, type TransferEnd } from "./way";

const BEGUN = { group: "g", place: "/p", direction: "up", size: 10 } as const;

function heldWork() {
  let finish: (end: TransferEnd) => void = () => undefined;
  let handle: Handle | undefined;
  const work = (given: Handle) => {
    handle = given;
    return new Promise<TransferEnd>((resolve) => {
      finish = resolve;
      given.signal.addEventListener("abort", () => resolve({ kind: "stopped" }));
    });
  };
  return { work, finish: (end: TransferEnd) => finish(end), handle: () => handle };
}

function begin(name: string, work: (handle: Handle) => Promise<TransferEnd>) {
  let begun: ReturnType<typeof beginTransfer> | undefined;
  act(() => {
    begun = beginTransfer({ ...BEGUN, name }, work);
  });
  if (!begun) throw new Error("It did not begin.");
  return begun;
}

describe("the row of transfers", () => {
  it("puts away what arrived for one thing, and keeps what failed or moves", async () => {
    const { result } = renderHook(useTransfers);
    const works = [heldWork(), heldWork(), heldWork()];
    for (const [at, { work }] of works.entries()) begin(`file ${at}`, work);
    await act(async () => works[0]?.finish({ kind: "done" }));
    await act(async () => works[1]?.finish({ kind: "refused", code: "name_taken", params: {} }));
    act(() => putArrivedAway("another"));
    expect(result.current.map(({ state }) => state)).toEqual(["done", "failed", "moving"]);
    act(() => putArrivedAway("g"));
    expect(result.current.map(({ state }) => state)).toEqual(["failed", "moving"]);
    await act(async () => endAllTransfers());
    expect(result.current).toEqual([]);
  });

  it("moves two at a time, keeps what failed, and drops what was stopped", async () => {
    const { result } = renderHook(useTransfers);
    const works = [heldWork(), heldWork(), heldWork()];
    const begun = works.map(({ work }, at) => begin(`file ${at}`, work));
    expect(result.current.map(({ state }) => state)).toEqual(["moving", "moving", "queued"]);

    act(() => works[0]?.handle()?.onProgress(10));
    expect(result.current[0]?.moved).toBe(10);
    await act(async () => works[0]?.finish({ kind: "refused", code: "name_taken", params: {} }));
    expect(result.current.map(({ state }) => state)).toEqual(["failed", "moving", "moving"]);
    expect(result.current[0]?.code).toBe("name_taken");

    await act(async () => endTransfer(begun[1]?.id ?? ""));
    expect(await begun[1]?.end).toEqual({ kind: "stopped" });
    await act(async () => works[2]?.finish({ kind: "done" }));
    expect(result.current.map(({ state }) => state)).toEqual(["failed", "done"]);
    await act(async () => endAllTransfers());
    expect(result.current).toEqual([]);
  });

  it("tells of a work that breaks as of a cut line", async () => {
    const { end, id } = begin("broken", () => Promise.reject(new TypeError()));
    let told: TransferEnd | undefined;
    await act(async () => {
      told = await end;
    });
    expect(told).toEqual({ kind: "refused", code: "offline", params: {} });
    act(() => endTransfer(id));
  });
});

describe("what goes wrong on the way", () => {
  it("is tried again where that may help", () => {
    expect(isPassing(new TypeError("cut"))).toBe(true);
    expect(isPassing(refusalOf(503, '{"errors":[{"code":"transfer_busy"}]}'))).toBe(true);
    expect(isPassing(refusalOf(410, '{"errors":[{"code":"transfer_expired"}]}'))).toBe(false);
    expect(refusalOf(502, "<html>").code).toBe("server");
  });

  it("is tried again later and later", () => {
    expect([1, 2, 3, 9].map(pauseAfter)).toEqual([1000, 2000, 4000, 20_000]);
  });
});
