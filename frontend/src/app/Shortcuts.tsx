import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

// A window is a third of the first load; it comes when somebody asks for it.
const ShortcutList = lazy(() =>
  import("./ShortcutList").then((file) => ({ default: file.ShortcutList })),
);

/** The mark of the field that `mod+K` goes to; a page may offer its own. */
export const FOCUS_SEARCH = "data-quick-search";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

/** Where the letter after G leads. */
const PLACES: Readonly<Record<string, string>> = {
  h: "/home",
  m: "/market",
  d: "/deals",
  r: "/records",
  v: "/verify",
};

/** The keys of the whole application, and the list of them behind `?`. */
export function Shortcuts() {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const pressedG = useRef(0);

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        const field = document.querySelector<HTMLInputElement>(`input[${FOCUS_SEARCH}]`);
        event.preventDefault();
        if (field && field.offsetParent !== null) field.focus();
        else void navigate("/market");
        return;
      }
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === "?") setOpen(true);
      const after = Date.now() - pressedG.current < 1200;
      if (event.key === "g") pressedG.current = Date.now();
      else if (after && PLACES[event.key]) void navigate(PLACES[event.key] ?? "/");
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate]);

  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutList onClose={() => setOpen(false)} />
    </Suspense>
  );
}
