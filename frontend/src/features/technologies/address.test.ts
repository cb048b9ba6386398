import { describe, expect, it } from "vitest";
import { countFilters, EMPTY, readAddress, searchLeft, writeAddress } from "./address";

function read(query: string) {
  return readAddress(new URLSearchParams(query));
}

describe("the market's address", () => {
  it("survives the way there and back", () => {
    const address = {
      text: "고체 전해질 & 막",
      industries: ["ENERGY_BATTERY" as const, "OTHER" as const],
      modes: ["SUPPLY" as const],
      origins: ["NATIVE" as const],
      trlMin: 3,
      trlMax: 7,
      order: "NEWEST" as const,
      like: "",
      regions: ["EUROPE" as const],
    };
    expect(read(writeAddress(address).toString())).toEqual(address);
    expect(countFilters(address)).toBe(6);
  });

  it("names a technology in the place of words, and nothing that cannot be one", () => {
    const like = "AbCdEfGhIjKlMnOpQrSt-_";
    const address = { ...EMPTY, like, order: "READINESS" as const };
    expect(writeAddress(address).toString()).toBe(`like=${like}&sort=readiness`);
    expect(read(writeAddress(address).toString())).toEqual(address);
    expect(read(`q=film&like=${like}`)).toMatchObject({ text: "film", like: "" });
    expect(read("like=../../etc").like).toBe("");
  });

  it("is empty for an empty search", () => {
    expect(writeAddress(EMPTY).toString()).toBe("");
    expect(read("")).toEqual(EMPTY);
    expect(countFilters(EMPTY)).toBe(0);
  });

  it("sorts nothing but the answer to a text", () => {
    expect(writeAddress({ ...EMPTY, order: "NEWEST" }).toString()).toBe("");
    expect(read("q=film&sort=readiness").order).toBe("READINESS");
    expect(read("q=film&sort=price").order).toBe("RELEVANCE");
  });

  it("leaves out what does not belong there", () => {
    expect(read("industry=gold&mode=__proto__&origin=&trl_min=0&trl_max=12&page=4")).toEqual(EMPTY);
    expect(read("trl_min=5e0").trlMin).toBeNull();
  });

  it("turns a range that was given the wrong way round", () => {
    expect(read("trl_min=8&trl_max=2")).toMatchObject({ trlMin: 2, trlMax: 8 });
  });

  it("cuts a text that is too long", () => {
    expect(read(`q=${"a".repeat(900)}`).text).toHaveLength(400);
  });

  it("goes back to the search that was left, and to nothing else", () => {
    expect(searchLeft({ market: "?mode=supply" })).toBe("?mode=supply");
    for (const other of [null, "?q=a", {}, { market: "//elsewhere.example" }, { market: 7 }]) {
      expect(searchLeft(other)).toBe("");
    }
  });
});
