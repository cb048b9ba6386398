import { FIT, stepZoom, turned } from "./geometry";
import type { Place } from "./place";

/** What a key changes of the place, or null where the key means nothing here. */
export function placeAfterKey(
  key: string,
  place: Place,
  first: number,
  last: number,
): Partial<Place> | null {
  const page = (to: number) => (to >= first && to <= last ? { page: to, spot: null } : {});
  switch (key) {
    case "PageDown":
      return page(place.page + 1);
    case "PageUp":
      return page(place.page - 1);
    case "+":
    case "=":
      return { zoom: stepZoom(place.zoom, 1) };
    case "-":
      return { zoom: stepZoom(place.zoom, -1) };
    case "0":
      return { zoom: FIT, spot: null };
    case "r":
    case "R":
      return { turn: turned(place.turn), spot: null };
    default:
      return null;
  }
}
