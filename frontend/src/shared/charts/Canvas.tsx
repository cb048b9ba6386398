import { useElementSize } from "@mantine/hooks";
import type { ReactNode } from "react";
import styles from "./drawing.module.css";

interface CanvasProps {
  height: number;
  children: (width: number) => ReactNode;
}

/** A drawing as wide as its place; words keep their size, whatever the width. */
export function Canvas({ height, children }: CanvasProps) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={styles.canvas} style={{ height }}>
      {width > 0 ? (
        <svg width={width} height={height} aria-hidden="true" focusable="false">
          {children(width)}
        </svg>
      ) : null}
    </div>
  );
}
