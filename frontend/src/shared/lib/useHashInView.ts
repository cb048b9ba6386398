import { useEffect } from "react";
import { useLocation } from "react-router";

/** Scrolls to the place the address names and returns it; words come after the page, so no browser does. */
export function useHashInView(): string {
  const { hash } = useLocation();
  useEffect(() => {
    document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  return hash;
}
