import { useTranslation } from "react-i18next";
import styles from "./SidesSection.module.css";

const SIDES = ["sme", "coordinator", "large"] as const;
const LINES = ["one", "two", "three"] as const;

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
        <path d="M200 84C360 80 440 12 600 12S840 80 1000 84" className={styles.cable} />
        <path d="M600 12V84" className={styles.tower} />
        {[320, 420, 500, 700, 780, 880].map((x) => (
          <path
            key={x}
            d={`M${x} 84V${Math.round(84 - 66 * Math.exp(-(((x - 600) / 190) ** 2)))}`}
            className={styles.hanger}
          />
        ))}
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
