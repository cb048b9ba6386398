import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "@/shared/lib/dates";
import { leftOf } from "../timeLeft";
import styles from "./ReleasePanel.module.css";

const HALF_A_MINUTE_MS = 30_000;

/** How long somebody may still object; counts down while it is looked at. */
export function ObjectionTime({ until }: { until: string }) {
  const { t, i18n } = useTranslation("payment");
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), HALF_A_MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  const left = leftOf(until, now);
  const time = left && (left.hours > 0 ? t("release.hours", left) : t("release.minutes", left));
  return (
    <p className={styles.time}>
      <strong>{time ? t("release.left", { time }) : t("release.timeOver")}</strong>
      {left ? t("release.until", { moment: formatMoment(until, i18n.language) }) : null}
    </p>
  );
}
