import { useTranslation } from "react-i18next";
import styles from "./SidesSection.module.css";

const SIDES = ["sme", "coordinator", "large"] as const;
const LINES = ["one", "two", "three"] as const;

const HANGERS = [280, 360, 440, 520, 600, 680, 760, 840, 920] as const;

/** The height of the arch over a place of the deck: the parabola that the path draws. */
function archAt(x: number): number {
  return 84 - 72 * (1 - ((x - 600) / 400) ** 2);
}

/** The two sides and, between them, the one who keeps it fair; drawn as a bridge. */
export function SidesSection() {
  const { t } = useTranslation("landing");
  return (
    <section className={styles.section} aria-labelledby="sides-title">
      <h2 id="sides-title">{t("who.title")}</h2>
      <svg
        className={styles.bridge}
        viewBox="0 0 1200 96"
        aria-hidden="true"
        preserveAspectRatio="none"
      >
        <path d="M0 84H1200" className={styles.deck} />
        <path d="M200 84Q600 -60 1000 84" className={styles.arch} />
        {HANGERS.map((x) => (
          <path key={x} d={`M${x} 84V${archAt(x)}`} className={styles.hanger} />
        ))}
        <path d="M200 76V96M1000 76V96" className={styles.pier} />
      </svg>
      <div className={styles.sides}>
        {SIDES.map((side) => (
          <div key={side} className={styles.side} data-side={side}>
            <h3>{t(`who.${side}.title`)}</h3>
            <ul>
              {LINES.map((line) => (
                <li key={line}>{t(`who.${side}.${line}`)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
