import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import type { View } from "../progress";
import styles from "./PaymentCard.module.css";

interface PaymentSaysProps {
  payment: Pick<PaymentPartsFragment, "state" | "trouble" | "provider">;
  view: View;
}

/** What is the matter with a payment, if anything, and where it stands, for those who look. */
export function PaymentSays({ payment: { state, trouble, provider }, view }: PaymentSaysProps) {
  const { t } = useTranslation("payment");
  const onPage = state === "INSTRUCTED" && provider === "STRIPE";
  return (
    <>
      {trouble ? (
        <p className={styles.trouble}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>{t(`trouble.${trouble}`)}</span>
        </p>
      ) : null}
      <p className={styles.says}>{onPage ? t(`says.PAGE.${view}`) : t(`says.${state}.${view}`)}</p>
    </>
  );
}
