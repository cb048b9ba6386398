import { Button } from "@mantine/core";
import { IconChevronDown, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ContractPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { Term } from "@/shared/ui/Term";
import { Written } from "@/shared/ui/Written";
import styles from "./ClauseList.module.css";
import { usePlainWords } from "./plainWords";

export type Clause = ContractPartsFragment["clauses"][number];

interface ClauseListProps {
  contract: ContractPartsFragment;
  busy: boolean;
  onRemove: (clause: Clause) => void;
  onRestore: (clause: Clause) => void;
}

/** Every clause in plain words, the protective ones marked, those left out with their reason. */
export function ClauseList({ contract, busy, onRemove, onRestore }: ClauseListProps) {
  const { t } = useTranslation("contract");
  return (
    <>
      <p className={styles.lead}>{t("clause.lead", { count: contract.clauses.length })}</p>
      <ol className={styles.list}>
        {contract.clauses.map((clause) => (
          <ClauseItem
            key={clause.code}
            clause={clause}
            language={contract.language.toLowerCase()}
            acts={
              contract.canSetClause && clause.removable ? (
                <Button
                  variant="default"
                  size="compact-md"
                  disabled={busy}
                  aria-label={t(clause.included ? "clause.removeNamed" : "clause.restoreNamed", {
                    title: clause.title,
                  })}
                  onClick={() => (clause.included ? onRemove(clause) : onRestore(clause))}
                >
                  {t(clause.included ? "clause.remove" : "clause.restore")}
                </Button>
              ) : null
            }
          />
        ))}
      </ol>
    </>
  );
}

interface ClauseItemProps {
  clause: Clause;
  language: string;
  acts: React.ReactNode;
}

function ClauseItem({ clause, language, acts }: ClauseItemProps) {
  const { t } = useTranslation("contract");
  const plain = usePlainWords()(clause.code);
  return (
    <li className={styles.clause} data-out={!clause.included}>
      <div className={styles.head}>
        <h3 lang={language}>{clause.title}</h3>
        <span className={styles.chips}>
          {clause.included ? null : <Chip tone="red">{t("clause.out")}</Chip>}
          {clause.protective ? (
            <Chip tone="seal" icon={<IconShieldCheck size={14} aria-hidden="true" />}>
              <Term word="protectiveClause">{t("clause.protective")}</Term>
            </Chip>
          ) : null}
          {clause.removable ? null : <Chip>{t("clause.fixed")}</Chip>}
        </span>
        {acts}
      </div>
      {plain ? <p className={styles.plain}>{plain}</p> : null}
      {clause.reason ? (
        <p className={styles.reason}>
          <strong>{t("clause.reason")}</strong> <Written text={clause.reason} />
        </p>
      ) : null}
      <details className={styles.wording}>
        <summary>
          <IconChevronDown size={16} aria-hidden="true" />
          {t("clause.wording")}
          <span className="sb-hidden">
            : <Written text={clause.title} />
          </span>
        </summary>
        <p lang={language} data-legal-text>
          {clause.text}
        </p>
      </details>
    </li>
  );
}
