import { useEffect, useRef } from "react";
import type { Layout, Turn } from "../geometry";
import type { Detail } from "../useDetail";
import { Drawing } from "./Drawing";
import styles from "./Sheet.module.css";
import { Tile } from "./Tile";

interface SheetProps {
  picture: ImageBitmap;
  layout: Layout;
  turn: Turn;
  detail: Detail | null;
  label: string;
}

/** One page as it lies there: the picture of first sight, and above it every detail. */
export function Sheet({ picture, layout, turn, detail, label }: SheetProps) {
  const { box, page } = layout;
  const cells = useRef<HTMLDivElement>(null);
  const dots = detail?.cut.dotsPerInch ?? undefined;
  useEffect(() => {
    const place = cells.current;
    // A page that is dragged or saved as a picture would leave without its reader.
    const stop = (event: Event) => event.preventDefault();
    place?.addEventListener("contextmenu", stop);
    place?.addEventListener("dragstart", stop);
    return () => {
      place?.removeEventListener("contextmenu", stop);
      place?.removeEventListener("dragstart", stop);
    };
  }, []);
  return (
    <div ref={cells} className={styles.box} style={box}>
      <div
        className={styles.page}
        role="img"
        aria-label={label}
        data-page-shown
        data-points-across={detail?.cut.width ?? picture.width}
        data-dots-per-inch={dots}
        style={{ ...page, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
      >
        <Drawing picture={picture} across={page.width} className={styles.whole ?? ""} />
        {detail ? <TileGrid detail={detail} across={page.width} /> : null}
      </div>
    </div>
  );
}

function TileGrid({ detail, across }: { detail: Detail; across: number }) {
  const { columns, rows } = detail.cut;
  const places = Array.from({ length: columns * rows }, (_, index) => ({
    column: index % columns,
    row: Math.floor(index / columns),
  }));
  return places.map(({ column, row }) => (
    <Tile key={`${column}-${row}`} detail={detail} column={column} row={row} across={across} />
  ));
}
