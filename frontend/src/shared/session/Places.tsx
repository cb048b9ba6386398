import { NavLink } from "react-router";
import styles from "./Places.module.css";

interface PlacesProps {
  label: string;
  places: readonly { to: string; name: string }[];
}

/** Neighbouring pages as one row of links; on a phone the row scrolls in itself. */
export function Places({ label, places }: PlacesProps) {
  return (
    <nav aria-label={label} className={styles.places}>
      <ul>
        {places.map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to} end>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
