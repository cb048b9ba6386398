/** Measures of a page on the screen; a zoom of 1 is as wide as the window. */

export const ZOOMS = [50, 75, 100, 125, 150, 200, 300, 400] as const;
export const FIT = 100;
export const LARGEST_ZOOM = 400;
const SMALLEST_ZOOM = 50;
/** What is read at a glance stays as wide as the pages of the product. */
const WIDEST_FIT = 1120;

export type Turn = 0 | 90 | 180 | 270;

export interface Size {
  width: number;
  height: number;
}

/** The page as it lies on the screen, turned, and the same before it is turned. */
export interface Layout {
  box: Size;
  page: Size;
}

/** Lay out a page in a window of this width. */
export function layOut(picture: Size, turn: Turn, room: number, zoom: number): Layout {
  const lying = turn === 90 || turn === 270;
  const across = lying ? picture.height : picture.width;
  const scale = (Math.min(room, WIDEST_FIT) * (zoom / 100)) / across;
  const page = { width: picture.width * scale, height: picture.height * scale };
  return { page, box: lying ? { width: page.height, height: page.width } : page };
}

/** The next step in or out from any zoom. */
export function stepZoom(zoom: number, way: 1 | -1): number {
  const steps = way === 1 ? ZOOMS : [...ZOOMS].reverse();
  const next = steps.find((each) => (way === 1 ? each > zoom + 1 : each < zoom - 1));
  return next ?? (way === 1 ? LARGEST_ZOOM : SMALLEST_ZOOM);
}

export function boundZoom(zoom: number): number {
  return Math.round(Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, zoom)));
}

export function turned(turn: Turn): Turn {
  return ((turn + 90) % 360) as Turn;
}

/** From here on somebody wants to see all that is there, whatever the screen. */
const CLOSE = 300;

/** Whether the picture of first sight no longer shows all that the screen could. */
export function needsDetail(picture: Size, page: Size, zoom: number, points: number): boolean {
  return zoom >= CLOSE || (zoom > FIT && page.width * points > picture.width * 1.05);
}

/** Where to scroll, so that what lies below the fingers stays there while the size changes. */
export function anchored(scrolled: number, at: number, before: number, after: number): number {
  if (before <= 0) return 0;
  return Math.max(0, ((scrolled + at) / before) * after - at);
}
