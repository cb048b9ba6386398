import { useTranslation } from "react-i18next";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { Chip } from "@/shared/ui/Chip";
import styles from "./Nda.module.css";

interface EarlierProps {
  ndas: readonly NdaPartsFullFragment[];
  /** Whoever begins a new one reads first why the last one came to nothing. */
  open?: boolean;
}

/** Agreements of this deal that are over, the newest first. */
export function Earlier({ ndas, open = false }: EarlierProps) {
  const { t, i18n } = useTranslation("nda");
  if (ndas.length === 0) return null;
  return (
    <details className={styles.earlier} open={open}>
      <summary>{t("earlier.title", { count: ndas.length })}</summary>
      <ul>
        {ndas.map((each) => (
          <li key={each.id}>
            <span className={styles.line}>
              <Chip tone={each.state === "REFUSED" ? "red" : "plain"}>
                {t(`state.${each.state}`)}
              </Chip>
              <span className="sb-figures">
                {formatDate(each.endedAt ?? each.createdAt, i18n.language)}
              </span>
              {each.refusalReason ? <span>{t(`reason.${each.refusalReason}`)}</span> : null}
            </span>
            {each.closingWords ? <p className={styles.words}>{each.closingWords}</p> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
