import { describe, expect, it } from "vitest";
import { byDay, type Event, firstUnread, hasGap, merged, stillOnTheWay } from "./events";

function event(number: number, part: Partial<Event> = {}): Event {
  return {
    id: `e${number}`,
    number,
    kind: "MESSAGE",
    visibility: "EVERYONE",
    side: "SELLER",
    author: "A",
    isOwn: false,
    at: "2026-11-22T03:00:00Z",
    text: "x",
    file: null,
    requestId: null,
    itemId: null,
    holder: null,
    ...part,
  };
}

describe("the thread of a room", () => {
  it("holds each number once, in order, however they came", () => {
    const events = merged([event(2), event(4)], [event(3), event(4, { text: "again" }), event(1)]);
    expect(events.map((each) => each.number)).toEqual([1, 2, 3, 4]);
    expect(events[3]?.text).toBe("again");
    expect(hasGap(events)).toBe(false);
    expect(hasGap(merged(events, [event(6)]))).toBe(true);
  });

  it("is parted into days", () => {
    const days = byDay([event(1, { at: "2026-11-20T03:00:00Z" }), event(2), event(3)]);
    expect(days.map(({ events }) => events.length)).toEqual([1, 2]);
  });

  it("marks the first that the reader has not seen, never the own one", () => {
    const events = [event(1), event(2, { isOwn: true }), event(3), event(4)];
    expect(firstUnread(events, 1)).toBe(3);
    expect(firstUnread(events, 4)).toBeNull();
    expect(firstUnread([event(5, { isOwn: true })], 4)).toBeNull();
  });

  it("shows a message once, although its news comes before the answer", () => {
    const sent = { requestId: "r", text: "Hello ", visibility: "EVERYONE" as const, failed: null };
    const since = new Map([["r", 2]]);
    const told = event(3, { isOwn: true, text: "Hello" });
    expect(stillOnTheWay([sent], [event(2, { isOwn: true, text: "Hello" })], since)).toEqual([
      sent,
    ]);
    expect(stillOnTheWay([sent], [event(3, { text: "Hello" })], since)).toEqual([sent]);
    expect(stillOnTheWay([sent], [told], since)).toEqual([]);
    const failed = { ...sent, failed: "no" };
    expect(stillOnTheWay([failed], [told], since)).toEqual([failed]);
  });
});
