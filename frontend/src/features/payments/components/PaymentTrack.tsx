import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PaymentState } from "@/shared/graphql/generated/graphql";
import { wayOf } from "../progress";
import styles from "./PaymentTrack.module.css";

/** The way of a payment as a line of named steps: behind, now, ahead. */
export function PaymentTrack({ state }: { state: PaymentState }) {
  const { t } = useTranslation("payment");
  const { steps, behind } = wayOf(state);
  return (
    <ol className={styles.track} aria-label={t("step.label")}>
      {steps.map((step, at) => {
        const place = at < behind ? "done" : at === behind ? "now" : "later";
        return (
          <li key={step} data-place={place} aria-current={place === "now" ? "step" : undefined}>
            <i aria-hidden="true">{place === "done" ? <IconCheck size={12} stroke={3} /> : null}</i>
            <span>
              {t(`step.${step}`)}
              <span className="sb-hidden"> ({t(`step.${place}`)})</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
