// @vitest-environment happy-dom
import { expect, it } from "vitest";
import en from "@/shared/i18n/en/tour.json";
import { goOnTour, stopsOf, type TourName } from "./tour";

const NAMES = Object.keys(en.for) as TourName[];

it("has words for every stop of every tour", () => {
  for (const name of NAMES) {
    const words: Record<string, unknown> = en.stops[name];
    expect(stopsOf(name, null).map(({ key }) => key)).toEqual(Object.keys(words));
  }
});

it("leads into a deal, or to the list where there is none", () => {
  const to = (deal: string | null) =>
    stopsOf("seller", deal).find((each) => each.key === "nda")?.to;
  expect(to("abc")).toBe("/deals/abc/nda");
  expect(to(null)).toBe("/deals");
});

it("is kept in the tab until it is ended", () => {
  goOnTour({ name: "buyer", deal: null, at: 2 });
  expect(sessionStorage.getItem("sealbridge.tour")).toContain('"at":2');
  goOnTour(null);
  expect(sessionStorage.getItem("sealbridge.tour")).toBeNull();
});
