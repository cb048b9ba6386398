import { useTranslation } from "react-i18next";
import type { SummaryPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Panel, Passage } from "@/shared/ui/Panel";
import { Classes } from "./Classes";
import styles from "./offers.module.css";

const PASSAGES = [
  "description",
  "advantages",
  "specification",
  "comparison",
  "proofAvailable",
  "fieldOfUse",
  "partnerSought",
] as const;

/** The non-confidential summary as a verified firm reads it. */
export function SummaryPanel({ summary }: { summary: SummaryPartsFragment }) {
  const { t } = useTranslation(["technology", "terms"]);
  const lang = summary.language.toLowerCase();
  return (
    <Panel
      title={t("summary.title")}
      {...(summary.ipStatus
        ? { aside: <Chip tone="blue">{t(`terms:ip.${summary.ipStatus}`)}</Chip> }
        : {})}
    >
      {summary.summary ? (
        <p className={styles.lead} lang={lang} data-alone={summary.description === ""}>
          {summary.summary}
        </p>
      ) : null}
      {PASSAGES.map((name) => (
        <Passage key={name} heading={t(`summary.${name}`)} text={summary[name]} lang={lang} />
      ))}
      {summary.withheld ? (
        <div className={styles.withheld}>
          <h3>{t("summary.withheld")}</h3>
          <p lang={lang}>{summary.withheld}</p>
        </div>
      ) : null}
      {summary.keywords.length > 0 ? (
        <div className={styles.keywords}>
          <h3>{t("summary.keywords")}</h3>
          <ul lang={lang}>
            {summary.keywords.map((word) => (
              <li key={word}>
                <Chip>{word}</Chip>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <Classes summary={summary} />
    </Panel>
  );
}
