import { useLayoutEffect, useRef } from "react";

interface DrawingProps {
  picture: ImageBitmap;
  className: string;
}

/** A picture drawn on a canvas: no address of it is left anywhere, and it goes with the canvas. */
export function Drawing({ picture, className }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const here = canvas.current;
    if (!here || picture.width === 0) return;
    here.width = picture.width;
    here.height = picture.height;
    here.getContext("2d")?.drawImage(picture, 0, 0);
    return () => {
      here.width = 0;
      here.height = 0;
    };
  }, [picture]);
  return <canvas ref={canvas} className={className} />;
}
