import { useTranslation } from "react-i18next";
import { formatDay, formatInstant } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Written } from "@/shared/ui/Written";
import styles from "./form.module.css";
import type { RequestDraft } from "./requestDraft";

export interface Seal {
  firm: string;
  name: string | null;
  at: string | null;
}

interface PrintedFormProps {
  draft: RequestDraft;
  seller: Seal;
  buyer: Seal;
  version: string | null;
  keptUntil: string | null;
}

/** The request as the written form that the law asks for, ready to be read, printed and kept. */
export function PrintedForm({ draft, seller, buyer, version, keptUntil }: PrintedFormProps) {
  const { t, i18n } = useTranslation("request");
  const day = (value: string) => (value ? formatDay(value, i18n.language) : "");
  const rows: [string, string][] = [
    [t("field.title"), draft.title],
    [t("field.purpose"), draft.purpose ? t(`purpose.${draft.purpose}`) : ""],
    [t("field.purposeWords"), draft.purposeWords],
    [t("field.justification"), draft.justification],
    [t("field.secrecy"), draft.secrecy],
    [t("field.presentOwner"), draft.presentOwner ? t(`presentOwner.${draft.presentOwner}`) : ""],
    [
      t("field.isJointDevelopment"),
      draft.isJointDevelopment ? t(`isJointDevelopment.${draft.isJointDevelopment}`) : "",
    ],
    [
      t("field.ownershipAfter"),
      draft.ownershipAfter ? t(`ownershipAfter.${draft.ownershipAfter}`) : "",
    ],
    [t("field.consideration"), draft.consideration],
    [t("field.paymentMethod"), draft.paymentMethod],
    [t("field.deliveryOn"), day(draft.deliveryOn)],
    [
      t("field.deliveryMethod"),
      draft.deliveryMethod ? t(`deliveryMethod.${draft.deliveryMethod}`) : "",
    ],
    [t("facts.use"), [day(draft.useFrom), day(draft.useUntil)].filter(Boolean).join(" – ")],
    [t("field.returnOn"), day(draft.returnOn)],
    [t("field.returnMethod"), draft.returnMethod ? t(`returnMethod.${draft.returnMethod}`) : ""],
  ];
  return (
    <article className={styles.sheet} aria-label={t("printed.title")}>
      <h2>{t("printed.title")}</h2>
      <p className={styles.parties}>
        <span>{t("printed.to", { firm: seller.firm })}</span>
        <span>{t("printed.from", { firm: buyer.firm })}</span>
      </p>
      <dl className={styles.rows}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd
              data-empty={value.trim() === ""}
              lang={value.trim() === "" ? undefined : languageOf(value)}
            >
              {value.trim() || t("printed.empty")}
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t("printed.items")}</h3>
      <ol className={styles.lines}>
        {draft.items.map(({ key, words, purpose }) => (
          <li key={key}>
            <strong>
              <Written text={words || t("printed.empty")} />
            </strong>
            <span>
              {t("item.for")} <Written text={purpose || t("printed.empty")} />
            </span>
          </li>
        ))}
      </ol>
      <div className={styles.seals}>
        {[
          { side: t("printed.buyer"), seal: buyer },
          { side: t("printed.seller"), seal: seller },
        ].map(({ side, seal }) => (
          <div key={side}>
            <p>{side}</p>
            <strong>{seal.firm}</strong>
            <p>{seal.name ?? t("printed.open")}</p>
            {seal.at ? (
              <time dateTime={seal.at}>{formatInstant(seal.at, i18n.language)}</time>
            ) : null}
          </div>
        ))}
      </div>
      <p className={styles.foot}>
        {version ? t("printed.version", { version }) : t("printed.draft")}
        {keptUntil ? ` ${t("printed.kept", { day: formatDay(keptUntil, i18n.language) })}` : null}
      </p>
    </article>
  );
}
