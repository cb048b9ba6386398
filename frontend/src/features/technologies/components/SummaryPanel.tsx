import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { TechnologyPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Panel, Passage } from "@/shared/ui/Panel";
import styles from "./SummaryPanel.module.css";

const PASSAGES = [
  "description",
  "advantages",
  "specification",
  "comparison",
  "proofAvailable",
  "fieldOfUse",
  "partnerSought",
] as const;

/** The summary, or in its place the condition under which it opens. */
export function SummaryPanel({ technology }: { technology: TechnologyPartsFragment }) {
  const { t } = useTranslation(["technology", "terms", "ladder"]);
  const { summary } = technology;
  if (!summary) {
    return (
      <section className={styles.closed}>
        <IconLock size={20} aria-hidden="true" />
        <div>
          <h2>{t("summary.closed")}</h2>
          <p>{t("ladder:S1.shown")}</p>
          <p>
            <strong>{t("ladder:conditionLabel")}</strong> {t("ladder:S1.condition")}
          </p>
        </div>
      </section>
    );
  }
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
    </Panel>
  );
}
