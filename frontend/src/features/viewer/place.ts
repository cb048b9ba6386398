/** Where somebody reads, as it stands in the address: page, zoom, turn and the spot in the middle. */
import { boundZoom, FIT, type Turn } from "./geometry";

export interface Place {
  page: number;
  zoom: number;
  turn: Turn;
  /** The middle of the window on the page, each from 0 to 1; null at its beginning. */
  spot: readonly [number, number] | null;
}

const TURNS: readonly Turn[] = [0, 90, 180, 270];

function numberIn(text: string | null, fallback: number): number {
  if (text === null || text === "") return fallback;
  const value = Number(text);
  return Number.isFinite(value) ? value : fallback;
}

/** Read the place; what fits nothing is left aside. */
export function placeOf(search: URLSearchParams, first: number, last: number): Place {
  const page = Math.round(numberIn(search.get("page"), first));
  const turn = numberIn(search.get("turn"), 0);
  const spot = search.get("spot")?.split(",").map(Number) ?? [];
  const [x, y] = spot;
  const here = x !== undefined && y !== undefined && [x, y].every((each) => each >= 0 && each <= 1);
  return {
    page: Math.min(last, Math.max(first, page)),
    zoom: boundZoom(numberIn(search.get("zoom"), FIT)),
    turn: TURNS.find((each) => each === turn) ?? 0,
    spot: here ? [x, y] : null,
  };
}

/** Write the place into an address; what goes without saying is left out. */
export function withPlace(search: URLSearchParams, place: Place, first: number): URLSearchParams {
  const next = new URLSearchParams(search);
  const put = (name: string, value: string | null) =>
    value === null ? next.delete(name) : next.set(name, value);
  put("page", place.page === first ? null : String(place.page));
  put("zoom", place.zoom === FIT ? null : String(place.zoom));
  put("turn", place.turn === 0 ? null : String(place.turn));
  put("spot", place.spot ? place.spot.map((each) => each.toFixed(3)).join(",") : null);
  return next;
}
