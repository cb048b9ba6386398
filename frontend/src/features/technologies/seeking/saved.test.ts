import { describe, expect, it } from "vitest";
import type { SavedSearchPartsFragment } from "@/shared/graphql/generated/graphql";
import { readAddress } from "../address";
import { addressOfSaved, pathOfSaved, toBeSaved } from "./saved";

const SAVED: SavedSearchPartsFragment = {
  id: "s",
  name: "Films",
  text: "solid film",
  like: null,
  industries: ["ENERGY_BATTERY"],
  trlMin: 4,
  trlMax: null,
  transferModes: ["SUPPLY"],
  origins: [],
  regions: [],
  order: "NEWEST",
  fresh: 2,
  pace: "DAILY",
};

describe("saved searches", () => {
  it("stand under the address that they were saved from", () => {
    const path = pathOfSaved(SAVED);
    expect(path).toBe(
      "/market?q=solid+film&industry=energy_battery&mode=supply&trl_min=4&sort=newest",
    );
    const read = readAddress(new URLSearchParams(path.split("?")[1]));
    expect(read).toEqual(addressOfSaved(SAVED));
    const { name: _, id: __, fresh: ___, ...content } = SAVED;
    expect(toBeSaved(read, "Films", "DAILY")).toEqual({ name: "Films", ...content });
  });

  it("may ask for everything", () => {
    const all = { ...SAVED, text: "", industries: [], transferModes: [], trlMin: null };
    expect(pathOfSaved({ ...all, order: "RELEVANCE" })).toBe("/market");
  });
});
