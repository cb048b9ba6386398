import { useTranslation } from "react-i18next";
import { STAGES } from "@/shared/ui/stages";
import styles from "./LadderDrawing.module.css";

/** From this step on the two firms know each other. */
const KNOWN_FROM = 2;

/** The ladder as stairs: the further right, the more is shown and the more has to hold. */
export function LadderDrawing() {
  const { t } = useTranslation(["landing", "ladder"]);
  return (
    <section className={styles.drawing} aria-labelledby="stairs-title">
      <header className={styles.head}>
        <h2 id="stairs-title">{t("ladder.title")}</h2>
        <p>{t("ladder.lead")}</p>
      </header>
      <ol className={styles.stairs}>
        {STAGES.map((stage, at) => (
          <li
            key={stage}
            className={styles.stair}
            data-known={at >= KNOWN_FROM}
            style={{ "--step": at } as object}
          >
            <span className={styles.top} aria-hidden="true">
              {at + 1}
            </span>
            <h3>{t(`ladder:${stage}.name`)}</h3>
            <p className={styles.shown}>{t(`ladder:${stage}.shown`)}</p>
            <p className={styles.condition}>
              <span>{t("ladder:conditionLabel")}</span>
              {t(`ladder:${stage}.condition`)}
            </p>
          </li>
        ))}
      </ol>
      <p className={styles.legend}>
        <span data-kind="anonymous">{t("ladder.anonymous")}</span>
        <span data-kind="known">{t("ladder.known")}</span>
      </p>
    </section>
  );
}
