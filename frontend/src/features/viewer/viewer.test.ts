import { describe, expect, it } from "vitest";
import { anchored, boundZoom, layOut, needsDetail, stepZoom } from "./geometry";
import { placeAfterKey } from "./keys";
import { Tiles } from "./pictures";
import { placeOf, withPlace } from "./place";

const A4 = { width: 1191, height: 1684 };

describe("layOut", () => {
  it("makes a page as wide as the window, and four times as wide at 400 %", () => {
    expect(layOut(A4, 0, 374, 100).box.width).toBeCloseTo(374);
    expect(layOut(A4, 0, 374, 400).page.width).toBeCloseTo(1496);
  });
  it("fits the turned page by the side that then lies across", () => {
    const { box, page } = layOut(A4, 90, 800, 100);
    expect(box.width).toBeCloseTo(800);
    expect(page.height).toBeCloseTo(800);
  });
  it("grows no wider than pages are at first", () => {
    expect(layOut(A4, 0, 2400, 100).box.width).toBeCloseTo(1120);
  });
});

describe("zoom", () => {
  it("goes in steps and stays between its ends", () => {
    expect(stepZoom(100, 1)).toBe(125);
    expect(stepZoom(137, -1)).toBe(125);
    expect(stepZoom(400, 1)).toBe(400);
    expect(stepZoom(50, -1)).toBe(50);
    expect([boundZoom(1000), boundZoom(3)]).toEqual([400, 50]);
  });
  it("asks for every detail once it is larger than the picture, never at first sight", () => {
    expect(needsDetail(A4, { width: 1400, height: 1980 }, 125, 1)).toBe(true);
    expect(needsDetail(A4, { width: 1000, height: 1414 }, 125, 1)).toBe(false);
    expect(needsDetail(A4, { width: 1000, height: 1414 }, 125, 3)).toBe(true);
    expect(needsDetail(A4, { width: 2400, height: 3393 }, 100, 2)).toBe(false);
    expect(needsDetail(A4, { width: 400, height: 565 }, 400, 1)).toBe(true);
  });
  it("keeps what lies below the fingers where it is", () => {
    expect(anchored(100, 50, 400, 800)).toBe(250);
    expect(anchored(0, 50, 800, 400)).toBe(0);
  });
});

describe("the place in the address", () => {
  const read = (text: string) => placeOf(new URLSearchParams(text), 2, 9);
  it("is read as it was written", () => {
    const place = { page: 5, zoom: 300, turn: 90, spot: [0.25, 0.5] } as const;
    const written = withPlace(new URLSearchParams("x=1"), place, 2);
    expect(written.get("x")).toBe("1");
    expect(placeOf(written, 2, 9)).toEqual(place);
  });
  it("leaves out what goes without saying", () => {
    const place = { page: 2, zoom: 100, turn: 0, spot: null } as const;
    expect(withPlace(new URLSearchParams("page=4&zoom=200"), place, 2).toString()).toBe("");
  });
  it("is mended where it fits nothing", () => {
    expect(read("page=99&zoom=9e9&turn=17&spot=2,nothing")).toEqual({
      page: 9,
      zoom: 400,
      turn: 0,
      spot: null,
    });
    expect(read("page=x&zoom=")).toEqual({ page: 2, zoom: 100, turn: 0, spot: null });
  });
});

describe("keys", () => {
  const place = { page: 2, zoom: 100, turn: 270, spot: null } as const;
  it("turn pages within the document, size and quarter", () => {
    expect(placeAfterKey("PageDown", place, 1, 3)).toEqual({ page: 3, spot: null });
    expect(placeAfterKey("PageDown", place, 1, 2)).toEqual({});
    expect(placeAfterKey("+", place, 1, 2)).toEqual({ zoom: 125 });
    expect(placeAfterKey("r", place, 1, 2)).toEqual({ turn: 0, spot: null });
    expect(placeAfterKey("x", place, 1, 2)).toBeNull();
  });
});

describe("Tiles", () => {
  const going = () => new AbortController().signal;
  it("fetches a few at a time, keeps what was fetched, and lets all go", async () => {
    let running = 0;
    let most = 0;
    let closed = 0;
    const asked: number[] = [];
    const tiles = new Tiles(async (part) => {
      asked.push(part);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return { close: () => (closed += 1) } as unknown as ImageBitmap;
    });
    const parts = Array.from({ length: 10 }, (_, index) => index + 1);
    await Promise.all(parts.map((part) => tiles.get(part, going())));
    expect(most).toBeLessThanOrEqual(4);
    await tiles.get(3, going());
    expect(asked.length).toBe(10);
    tiles.end();
    expect(closed).toBe(10);
    expect(await tiles.get(3, going())).toBeNull();
  });
  it("does not fetch what nobody waits for any more", async () => {
    const leaving = new AbortController();
    leaving.abort();
    const tiles = new Tiles(() => Promise.reject(new Error("asked")));
    expect(await tiles.get(1, leaving.signal)).toBeNull();
  });
  it("goes on after a tile that did not come", async () => {
    const tiles = new Tiles((part) =>
      part === 1
        ? Promise.reject(new Error("cut"))
        : Promise.resolve({ close: () => undefined } as ImageBitmap),
    );
    await expect(tiles.get(1, going())).rejects.toThrow();
    for (const part of [2, 3, 4, 5, 6]) expect(await tiles.get(part, going())).not.toBeNull();
  });
});
