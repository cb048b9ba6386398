import { useLayoutEffect, useRef } from "react";
import { Link } from "react-router";
import styles from "./LinkTabs.module.css";

export interface LinkTab {
  to: string;
  name: string;
  here: boolean;
}

/** Parts of a page that have addresses of their own, so that each can be sent and come back to. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  const bar = useRef<HTMLElement>(null);
  const current = tabs.find(({ here }) => here)?.to;
  const names = tabs.map(({ name }) => name).join();
  useLayoutEffect(() => {
    if (!current || !names || !bar.current) return;
    showTabOneIsIn(bar.current);
    // a device that is turned leaves room for others
    const turned = new ResizeObserver(([entry]) => entry && showTabOneIsIn(entry.target));
    turned.observe(bar.current);
    return () => turned.disconnect();
  }, [current, names]);
  return (
    <nav aria-label={label} className={styles.tabs} ref={bar}>
      <ul>
        {tabs.map(({ to, name, here }) => (
          <li key={to}>
            <Link to={to} aria-current={here ? "page" : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where not all have room, moves the bar and nothing else. */
function showTabOneIsIn(bar: Element) {
  const tab = bar.querySelector<HTMLElement>("[aria-current=page]");
  if (tab) bar.scrollLeft = tab.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
}
