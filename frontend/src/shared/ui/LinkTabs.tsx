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
  useLayoutEffect(() => {
    // where not all have room, one sees the tab one is in, and moves nothing but the bar
    const tab = current && bar.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (!tab || !bar.current) return;
    bar.current.scrollLeft = tab.offsetLeft - (bar.current.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
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
