import { useEffect, useState } from "react";

const KEPT = "sealbridge.viewer.cover";

function wished(): boolean {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return false;
  }
}

/** Cover the page while the person looks at another window, for those who wish it. */
export function useCover() {
  const [on, setOn] = useState(wished);
  const [away, setAway] = useState(false);
  useEffect(() => {
    const leave = () => setAway(true);
    const come = () => setAway(false);
    window.addEventListener("blur", leave);
    window.addEventListener("focus", come);
    return () => {
      window.removeEventListener("blur", leave);
      window.removeEventListener("focus", come);
    };
  }, []);
  function toggle() {
    try {
      localStorage.setItem(KEPT, on ? "off" : "on");
    } catch {
      // It holds until the page is left.
    }
    setOn(!on);
  }
  return { on, covered: on && away, toggle };
}
