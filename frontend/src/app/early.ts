/**
 * Runs before a page that was sent with its words is painted: gives it its colours, remembers what
 * is pressed, and starts the application once the page was painted. The page waits for this, so it
 * holds nothing else and imports nothing.
 */
{
  const SCHEME = "mantine-color-scheme-value";
  const AT_THE_LATEST_MS = 500;

  const keptScheme = () => {
    try {
      return localStorage.getItem(SCHEME);
    } catch {
      return null;
    }
  };

  const paintColours = () => {
    const kept = keptScheme();
    const asked = () => window.matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = kept === "dark" || (kept !== "light" && asked());
    document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  };

  /** Links work without the application; what else is pressed, it answers once it is there. */
  const rememberPresses = () => {
    const waits = () => document.querySelector("#root[data-sent]") !== null;
    document.addEventListener("click", ({ target }) => {
      const pressed = target instanceof Element ? target.closest("button, [type=checkbox]") : null;
      if (waits()) pressed?.setAttribute("data-pressed", "");
    });
    document.addEventListener("submit", (event) => {
      if (waits()) event.preventDefault();
    });
  };

  const startAfterPaint = (address: string) => {
    let started = false;
    const start = () => {
      if (started) return;
      started = true;
      const script = document.createElement("script");
      script.type = "module";
      script.src = address;
      document.head.append(script);
    };
    document.addEventListener("DOMContentLoaded", () => {
      requestAnimationFrame(() => setTimeout(start));
      // a tab in the background paints nothing
      setTimeout(start, AT_THE_LATEST_MS);
    });
  };

  paintColours();
  rememberPresses();
  startAfterPaint(document.currentScript?.dataset.start ?? "");
}
