import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useSession } from "@/shared/session/session";
import { placesFor } from "./navigation";

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

function searchField(): HTMLInputElement | null {
  const field = document.querySelector<HTMLInputElement>(`input[${FOCUS_SEARCH}]`);
  return field && field.offsetParent !== null ? field : null;
}

/** Places that are nobody's own and so in no rail. */
const FURTHER = [
  { to: "/notifications", letter: "i" },
  { to: "/verify", letter: "k" },
  { to: "/glossary", letter: "g" },
] as const;

/** The keys of the whole application, and the list of them behind `?`. */
export function Shortcuts() {
  const navigate = useNavigate();
  const { viewer } = useSession();
  const [open, setOpen] = useState(false);
  const pressedG = useRef(0);

  useEffect(() => {
    const ways = [...placesFor(viewer), ...FURTHER];
    function press(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        const field = searchField();
        event.preventDefault();
        if (field) field.focus();
        else void navigate("/market");
        return;
      }
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === "/") {
        const field = searchField();
        // without a field the browser's own search stays within reach
        if (field) event.preventDefault();
        field?.focus();
        return;
      }
      if (event.key === "?") setOpen(true);
      const after = Date.now() - pressedG.current < 1200;
      const way = after ? ways.find(({ letter }) => letter === event.key) : undefined;
      pressedG.current = event.key === "g" && !after ? Date.now() : 0;
      if (way) void navigate(way.to);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate, viewer]);

  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutList places={placesFor(viewer)} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
