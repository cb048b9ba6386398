import { type RefObject, useEffect, useRef } from "react";

interface Gestures {
  /** Zoom by this factor, with what lies at a point of the window staying there. */
  onZoom: (factor: number, at: { x: number; y: number }) => void;
}

const WHEEL = 0.0025;

function middleOf(touches: TouchList, place: HTMLElement) {
  const [one, two] = [touches[0], touches[1]];
  const { left, top } = place.getBoundingClientRect();
  if (!one || !two) return null;
  return {
    x: (one.clientX + two.clientX) / 2 - left,
    y: (one.clientY + two.clientY) / 2 - top,
    apart: Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY),
  };
}

/** Move the page with the mouse, and zoom with two fingers or the wheel; one finger scrolls. */
export function useGestures(place: RefObject<HTMLElement | null>, { onZoom }: Gestures): void {
  const latest = useRef(onZoom);
  latest.current = onZoom;

  useEffect(() => {
    if (!place.current) return;
    const frame: HTMLElement = place.current;
    let apart = 0;

    function pinch(event: TouchEvent) {
      const middle = middleOf(event.touches, frame);
      if (!middle) return;
      event.preventDefault();
      if (event.type === "touchmove" && apart > 0) latest.current(middle.apart / apart, middle);
      apart = middle.apart;
    }
    function wheel(event: WheelEvent) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = frame.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      latest.current(Math.exp(-event.deltaY * WHEEL), at);
    }
    function grab(event: PointerEvent) {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      frame.setPointerCapture(event.pointerId);
      frame.dataset.held = "true";
    }
    function drag(event: PointerEvent) {
      if (frame.dataset.held !== "true") return;
      frame.scrollBy(-event.movementX, -event.movementY);
    }
    function release() {
      delete frame.dataset.held;
    }

    const still = { passive: false } as const;
    frame.addEventListener("touchstart", pinch, still);
    frame.addEventListener("touchmove", pinch, still);
    frame.addEventListener("wheel", wheel, still);
    frame.addEventListener("pointerdown", grab);
    frame.addEventListener("pointermove", drag);
    frame.addEventListener("pointerup", release);
    frame.addEventListener("pointercancel", release);
    return () => {
      frame.removeEventListener("touchstart", pinch);
      frame.removeEventListener("touchmove", pinch);
      frame.removeEventListener("wheel", wheel);
      frame.removeEventListener("pointerdown", grab);
      frame.removeEventListener("pointermove", drag);
      frame.removeEventListener("pointerup", release);
      frame.removeEventListener("pointercancel", release);
    };
  }, [place]);
}
