import { useTranslation } from "react-i18next";
import type { PlanHeadFragment } from "@/shared/graphql/generated/graphql";
import { formatMoney } from "@/shared/lib/money";
import { shareOf } from "../money";
import styles from "./MoneyBar.module.css";

/** How much of what was agreed is where: one bar, and the same as a list of figures. */
export function MoneyBar({ plan }: { plan: Pick<PlanHeadFragment, "totals" | "currency"> }) {
  const { t, i18n } = useTranslation("payment");
  const { totals, currency } = plan;
  const money = (minor: string) => formatMoney(minor, currency, i18n.language);
  const parts = [
    { key: "paid", name: t("bar.paid"), minor: totals.paidMinor },
    { key: "held", name: t("bar.held"), minor: totals.heldMinor },
    { key: "awaited", name: t("bar.awaited"), minor: totals.awaitedMinor },
    { key: "returned", name: t("bar.returned"), minor: totals.returnedMinor },
  ];
  const there = parts.filter(({ minor }) => minor !== "0");
  return (
    <section className={styles.money} aria-label={t("bar.label")}>
      <p className={styles.whole}>
        <span>{t("bar.agreed")}</span>
        <strong>{money(totals.agreedMinor)}</strong>
      </p>
      <div className={styles.bar} aria-hidden="true">
        {there.map(({ key, minor }) => (
          <i
            key={key}
            data-part={key}
            style={{ flexGrow: Math.max(shareOf(minor, totals.agreedMinor), 1) }}
          />
        ))}
      </div>
      <dl className={styles.parts}>
        {parts
          .filter(({ key, minor }) => key !== "returned" || minor !== "0")
          .map(({ key, name, minor }) => (
            <div key={key}>
              <dt>
                <i data-part={key} aria-hidden="true" />
                {name}
              </dt>
              <dd>{money(minor)}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
