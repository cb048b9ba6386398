import { useTranslation } from "react-i18next";
import type { FirmCheckOneQuery } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { CopyButton } from "@/shared/ui/CopyButton";
import { Facts, Panel, Passage } from "@/shared/ui/Panel";
import { formatRegistrationNumber } from "../registrationNumber";
import { Ageing } from "./Ageing";
import styles from "./Particulars.module.css";

interface ParticularsProps {
  check: NonNullable<FirmCheckOneQuery["firmCheck"]>;
}

/** What the firm states about itself; it stays in sight while one reads the documents. */
export function Particulars({ check }: ParticularsProps) {
  const { t, i18n } = useTranslation(["firm", "terms", "common"]);
  const { organisation: firm } = check;
  const unstated = t("common:notStated");
  const number = firm.registrationNumber ? formatRegistrationNumber(firm.registrationNumber) : null;
  return (
    <div className={styles.sticky}>
      <Panel title={t("decide.particulars")}>
        <Facts
          rows={[
            { name: t("nameKo"), value: <span lang="ko">{firm.nameKo || unstated}</span> },
            { name: t("nameEn"), value: <span lang="en">{firm.nameEn || unstated}</span> },
            {
              name: t("number.label"),
              value: number ? (
                <span className={styles.number}>
                  {number} <CopyButton value={number} label={t("number.label")} />
                </span>
              ) : (
                unstated
              ),
            },
            { name: t("facts.kind"), value: t(`terms:kind.${firm.kind}`) },
            { name: t("facts.owners"), value: check.owners.join(", ") || unstated },
            { name: t("facts.since"), value: formatDate(firm.createdAt, i18n.language) },
            {
              name: t("queue.sent"),
              value: check.submittedAt ? formatDate(check.submittedAt, i18n.language) : unstated,
            },
            ...(check.state === "PENDING"
              ? [{ name: t("queue.waiting"), value: <Ageing days={check.waitingDays ?? 0} /> }]
              : []),
          ]}
        />
        <Passage heading={t("decide.note")} text={check.note} />
      </Panel>
    </div>
  );
}
