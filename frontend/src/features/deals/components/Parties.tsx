import { useTranslation } from "react-i18next";
import { CaseSteps } from "@/shared/deals/CaseSteps";
import { firmName } from "@/shared/deals/naming";
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { useSession } from "@/shared/session/session";
import { Facts, Panel } from "@/shared/ui/Panel";
import styles from "./DealView.module.css";

/** How far a matched deal has come, and who is in it. */
export function Parties({ match }: { match: DealPartsFragment }) {
  const { t, i18n } = useTranslation("deal");
  const { viewer } = useSession();
  const { progress, counterpart, side } = match;
  if (!progress) return null;
  const own = viewer?.organisation;
  const institution = firmName(
    { nameKo: progress.institutionNameKo, nameEn: progress.institutionNameEn },
    i18n.language,
  );
  return (
    <Panel title={t("progress.title")}>
      <div className={styles.progress}>
        <CaseSteps stage={progress.stage} />
        <p className="sb-small sb-muted">
          {t("progress.since", { day: formatDate(progress.stageSince, i18n.language) })}
        </p>
        <Facts
          rows={[
            ...(side && own
              ? [{ name: t("parties.you"), value: firmName(own, i18n.language) }]
              : []),
            ...(counterpart
              ? [{ name: t("parties.other"), value: firmName(counterpart, i18n.language) }]
              : []),
            {
              name: t("parties.coordinator"),
              value: [progress.coordinatorName, institution].filter((each) => each).join(", "),
            },
          ]}
        />
      </div>
    </Panel>
  );
}
