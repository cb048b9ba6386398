import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoment } from "@/shared/lib/dates";
import styles from "./PaymentCard.module.css";

interface PayPageProps {
  payment: PaymentPartsFragment;
  leads: boolean;
}

/** The way to the provider's own page, once it is open. */
export function PayPage({ payment, leads }: PayPageProps) {
  const { t, i18n } = useTranslation("payment");
  const { payUrl, payUntil } = payment;
  if (!payUrl) return <p className="sb-muted">{t("page.opening")}</p>;
  return (
    <div className={styles.acts}>
      <Button
        component="a"
        href={payUrl}
        variant={leads ? "filled" : "light"}
        rightSection={<IconExternalLink size={16} aria-hidden="true" />}
      >
        {t("page.go")}
      </Button>
      {payUntil ? (
        <p className="sb-muted sb-small">
          {t("page.leaves", { moment: formatMoment(payUntil, i18n.language) })}
        </p>
      ) : null}
    </div>
  );
}
