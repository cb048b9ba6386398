import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LeakPartsFragment } from "@/shared/graphql/generated/graphql";
import styles from "./Decide.module.css";

interface ComparisonProps {
  report: LeakPartsFragment | null;
  agreed: boolean;
  /** Whether the reviewer tried to approve without agreeing. */
  missing: boolean;
  onAgree: (agreed: boolean) => void;
}

/** Tell whether there is a reason of the firm that the reviewer has to agree with. */
export function needsConsent(report: LeakPartsFragment | null): boolean {
  return report?.state === "FOUND" && report.overrideReason !== "";
}

/** What the comparison with the sealed deposit came to, and the reviewer's word on it. */
export function Comparison({ report, agreed, missing, onAgree }: ComparisonProps) {
  const { t } = useTranslation("sealing");
  if (!report) return <p className={styles.comparison}>{t("review.none")}</p>;
  if (report.state !== "FOUND") {
    return <p className={styles.comparison}>{t(`review.${report.state}`)}</p>;
  }
  const count = report.found;
  if (!needsConsent(report)) {
    return <p className={styles.comparison}>{t("review.found", { count })}</p>;
  }
  return (
    <div className={styles.comparison}>
      <p>{t("review.explained", { count })}</p>
      <blockquote>{report.overrideReason}</blockquote>
      <Checkbox
        id="leak-consent"
        label={t("review.agree")}
        checked={agreed}
        error={missing ? t("review.needed") : null}
        onChange={(event) => onAgree(event.currentTarget.checked)}
      />
    </div>
  );
}
