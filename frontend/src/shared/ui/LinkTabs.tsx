import { Link } from "react-router";
import styles from "./LinkTabs.module.css";

export interface LinkTab {
  to: string;
  name: string;
  here: boolean;
}

/** Parts of a page that have addresses of their own, so that each can be sent and come back to. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
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
