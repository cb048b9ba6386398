import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PaymentAct, PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { actsOf } from "../progress";
import styles from "./PaymentCard.module.css";
import { RefreshButton } from "./RefreshButton";

interface PaymentActsProps {
  payment: PaymentPartsFragment;
  name: string;
  /** The one filled button of the page. */
  leads: PaymentAct | null;
  onAct: (act: PaymentAct) => void;
}

/** What this person may do about a payment, what carries it on first. */
export function PaymentActs({ payment, name, leads, onAct }: PaymentActsProps) {
  const { t } = useTranslation("payment");
  const { first, rest } = actsOf(payment);
  if (payment.acts.length === 0) return null;
  return (
    <div className={styles.acts}>
      {first.map((act) =>
        act === "REFRESH" ? (
          <RefreshButton key={act} payment={payment} name={name} />
        ) : (
          <Button
            key={act}
            variant={act === leads ? "filled" : "light"}
            onClick={() => onAct(act)}
            aria-label={`${t(`act.${act}.name`)}: ${name}`}
          >
            {t(`act.${act}.name`)}
          </Button>
        ),
      )}
      {rest.map((act) => (
        <Button
          key={act}
          variant="default"
          onClick={() => onAct(act)}
          aria-label={`${t(`act.${act}.name`)}: ${name}`}
        >
          {t(`act.${act}.name`)}
        </Button>
      ))}
    </div>
  );
}
