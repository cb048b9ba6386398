import { IconEye, IconEyeOff, IconTimeline, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { STEPS } from "../steps";
import styles from "./StepList.module.css";

/** The steps of a deal down one line; beside each, who acts and what the other side sees. */
export function StepList() {
  const { t } = useTranslation(["how", "ladder"]);
  return (
    <div className={styles.list}>
      <ol>
        {STEPS.map(({ key, sees }, at) => (
          <li key={key} className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {at + 1}
            </span>
            <div className={styles.words}>
              <h2>{t(`steps.${key}.title`)}</h2>
              <p>{t(`steps.${key}.body`)}</p>
            </div>
            <dl className={styles.facts}>
              <div>
                <dt>
                  <IconUser size={16} aria-hidden="true" /> {t("acts")}
                </dt>
                <dd>{t(`steps.${key}.who`)}</dd>
              </div>
              <div data-sees={sees !== null}>
                <dt>
                  {sees ? (
                    <IconEye size={16} aria-hidden="true" />
                  ) : (
                    <IconEyeOff size={16} aria-hidden="true" />
                  )}{" "}
                  {t("sees")}
                </dt>
                <dd>{sees ? t(`ladder:${sees}.name`) : t("seesNothing")}</dd>
              </div>
            </dl>
          </li>
        ))}
      </ol>
      <p className={styles.recorded}>
        <IconTimeline size={20} aria-hidden="true" />
        <span>
          <strong>{t("recorded.title")}</strong> {t("recorded.body")}
        </span>
      </p>
    </div>
  );
}
