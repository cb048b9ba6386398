import { useLayoutEffect, useRef } from "react";

interface DrawingProps {
  picture: ImageBitmap;
  /** How wide it is shown; thin lines get lost where the browser makes a canvas smaller. */
  across: number;
  className: string;
}

/** A picture drawn on a canvas: no address of it is left anywhere, and it goes with the canvas. */
export function Drawing({ picture, across, className }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const points = Math.ceil(across * window.devicePixelRatio);
  const width = Math.min(picture.width, Math.max(1, points));
  useLayoutEffect(() => {
    const here = canvas.current;
    // A picture that was let go meanwhile has no width.
    if (!here || picture.width === 0) return;
    here.width = width;
    here.height = Math.max(1, Math.round((width * picture.height) / picture.width));
    const ink = here.getContext("2d");
    if (!ink) return;
    ink.imageSmoothingQuality = "high";
    ink.drawImage(picture, 0, 0, here.width, here.height);
    return () => {
      here.width = 0;
      here.height = 0;
    };
  }, [picture, width]);
  return <canvas ref={canvas} className={className} />;
}
