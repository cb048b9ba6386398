import { useTranslation } from "react-i18next";
import { formatDay } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/money";
import { languageOf } from "@/shared/lib/text";
import { Panel } from "@/shared/ui/Panel";
import { figures, shareOf } from "./money";
import styles from "./Schedule.module.css";
import { totalOf, type Version } from "./versions";

/** When how much is paid, as bars of one length together, and what it comes to. */
export function Schedule({ version }: { version: Version }) {
  const { t, i18n } = useTranslation("sheet");
  const { currency } = version;
  const total = totalOf(version);
  const money = (minor: string) => formatMoney(minor, currency, i18n.language);
  const plain = figures(String(total), currency, i18n.language);
  const parts = [
    ...(version.upfrontMinor === "0"
      ? []
      : [
          {
            id: "upfront",
            name: t("money.upfront"),
            when: t("money.atSigning"),
            minor: version.upfrontMinor,
          },
        ]),
    ...version.milestones.map((each) => ({
      id: each.id,
      name: each.title,
      when: t("milestone.due", { day: formatDay(each.dueOn, i18n.language) }),
      minor: each.amountMinor,
    })),
  ];
  let before = 0;
  return (
    <Panel title={t("money.title")}>
      <ol className={styles.parts}>
        {parts.map(({ id, name, when, minor }) => {
          const share = shareOf(BigInt(minor), total);
          const from = before;
          before += share;
          return (
            <li key={id}>
              <span className={styles.name} lang={id === "upfront" ? undefined : languageOf(name)}>
                {name}
              </span>
              <span className={styles.amount}>{money(minor)}</span>
              <span className={styles.bar} aria-hidden="true">
                <i style={{ marginLeft: `${from}%`, width: `${Math.max(share, 1)}%` }} />
              </span>
              <span className={styles.when}>{when}</span>
              <span className={styles.share}>{t("money.share", { share: Math.round(share) })}</span>
            </li>
          );
        })}
      </ol>
      <p className={styles.total}>
        <span>{t("money.total")}</span>
        <strong>{money(String(total))}</strong>
        {plain ? <small>{plain}</small> : null}
      </p>
      <p className={styles.note}>
        {version.royaltyBasisPoints
          ? t("money.plusRoyalty", { share: version.royaltyBasisPoints / 100 })
          : t("money.withoutRoyalty")}
      </p>
    </Panel>
  );
}
