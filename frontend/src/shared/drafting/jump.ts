/** Give the input of a field its id in the page. */
export function fieldId(name: string): string {
  return `field-${name.replace(".", "-")}`;
}

/** Put the reader at a field, once the page has drawn it. */
export function jumpTo(name: string): void {
  requestAnimationFrame(() => {
    setTimeout(() => {
      const found = document.getElementById(fieldId(name));
      if (!found) return;
      const target = found.matches("input, textarea, select")
        ? found
        : found.querySelector<HTMLElement>("input, textarea, select");
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      found.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
      target?.focus({ preventScroll: true });
    });
  });
}
