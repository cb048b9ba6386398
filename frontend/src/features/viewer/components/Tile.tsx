import { useEffect, useRef, useState } from "react";
import type { Detail } from "../useDetail";
import { Drawing } from "./Drawing";
import styles from "./Sheet.module.css";

interface TileProps {
  detail: Detail;
  column: number;
  row: number;
  /** How wide the page is shown. */
  across: number;
}

/** One tile of a page, there as long as it is in sight. */
export function Tile({ detail, column, row, across }: TileProps) {
  const { cut, tiles } = detail;
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);

  useEffect(() => {
    const here = place.current;
    if (!here) return;
    const watch = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false), {
      root: here.closest("[data-sheet-window]"),
      rootMargin: "160px",
    });
    watch.observe(here);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!seen) return;
    const leaving = new AbortController();
    tiles
      .get(1 + row * cut.partsInRow + column, leaving.signal)
      .then((found) => {
        if (!leaving.signal.aborted) setPicture(found);
      })
      // The picture of first sight stays where a tile does not come.
      .catch(() => undefined);
    return () => {
      leaving.abort();
      setPicture(null);
    };
  }, [seen, tiles, cut, column, row]);

  const share = (points: number, whole: number) => `${(points / whole) * 100}%`;
  const width = Math.min(cut.tile, cut.width - column * cut.tile);
  const height = Math.min(cut.tile, cut.height - row * cut.tile);
  return (
    <div
      ref={place}
      className={styles.tile}
      data-tile-shown={picture ? true : undefined}
      style={{
        left: share(column * cut.tile, cut.width),
        top: share(row * cut.tile, cut.height),
        width: share(width, cut.width),
        height: share(height, cut.height),
      }}
    >
      {picture ? (
        <Drawing
          picture={picture}
          across={(across * width) / cut.width}
          className={styles.whole ?? ""}
        />
      ) : null}
    </div>
  );
}
