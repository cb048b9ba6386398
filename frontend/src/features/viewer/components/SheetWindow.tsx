import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { anchored, type Layout } from "../geometry";
import type { Place } from "../place";
import { useGestures } from "../useGestures";
import styles from "./SheetWindow.module.css";

const SETTLE_MS = 300;

interface SheetWindowProps {
  layout: Layout | null;
  spot: Place["spot"];
  /** Changes with whatever begins anew at its own spot, such as another page. */
  page: number;
  onZoom: (factor: number) => void;
  onSpot: (spot: Place["spot"]) => void;
  onKey: (key: string) => boolean;
  children: ReactNode;
}

interface Point {
  x: number;
  y: number;
}

/** The part of the page in sight: scrolled, dragged, pinched, and moved by keys. */
export function SheetWindow(props: SheetWindowProps) {
  const { layout, spot, page, onZoom, onSpot, onKey, children } = props;
  const { t } = useTranslation("viewer");
  const frame = useRef<HTMLElement>(null);
  const held = useRef<Point | null>(null);
  const before = useRef<{ width: number; height: number; page: number } | null>(null);
  const start = useRef(spot);

  useGestures(frame, {
    onZoom: (factor, at) => {
      held.current = at;
      onZoom(factor);
    },
  });

  // What was in the middle, or below the fingers, stays there while the page grows.
  const width = layout?.box.width ?? 0;
  const height = layout?.box.height ?? 0;
  useLayoutEffect(() => {
    const here = frame.current;
    if (!here || width === 0) return;
    const last = before.current;
    before.current = { width, height, page };
    if (last === null || last.page !== page) {
      const [x, y] = (last === null && start.current) || [0.5, 0];
      here.scrollTo(x * width - here.clientWidth / 2, y * height - here.clientHeight / 2);
      return;
    }
    const at = held.current ?? { x: here.clientWidth / 2, y: here.clientHeight / 2 };
    held.current = null;
    here.scrollTo(
      anchored(here.scrollLeft, at.x, last.width, width),
      anchored(here.scrollTop, at.y, last.height, height),
    );
  }, [width, height, page]);

  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  function scrolled() {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const here = frame.current;
      if (!here || width === 0) return;
      const x = (here.scrollLeft + here.clientWidth / 2) / Math.max(width, here.clientWidth);
      const y = (here.scrollTop + here.clientHeight / 2) / Math.max(height, here.clientHeight);
      const bounded = (share: number) => Math.min(1, Math.max(0, share));
      onSpot(here.scrollTop + here.scrollLeft === 0 ? null : [bounded(x), bounded(y)]);
    }, SETTLE_MS);
  }

  function pressed(event: KeyboardEvent) {
    const busy = event.ctrlKey || event.metaKey || event.altKey;
    if (!busy && onKey(event.key)) event.preventDefault();
  }

  return (
    <section
      ref={frame}
      className={styles.frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
      tabIndex={0}
      aria-label={t("window")}
      data-sheet-window
      onScroll={scrolled}
      onKeyDown={pressed}
    >
      {children}
    </section>
  );
}
