import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CaseSteps } from "@/shared/deals/CaseSteps";
import { firmName } from "@/shared/deals/naming";
import { type DealPartsFragment, DealReadersDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useSession } from "@/shared/session/session";
import { type FactRow, Facts, Panel } from "@/shared/ui/Panel";
import styles from "./DealView.module.css";

const HOLDING = ["DRAFT", "OFFERED", "SIGNED"];

/** How far a matched deal has come, and who is in it. */
export function Parties({ match }: { match: DealPartsFragment }) {
  const { t, i18n } = useTranslation("deal");
  const { progress } = match;
  const firms = useFirms(match);
  const readers = useReaders(match);
  if (!progress) return null;
  return (
    <Panel title={t("progress.title")}>
      <div className={styles.progress}>
        <CaseSteps stage={progress.stage} />
        <p className="sb-small sb-muted">
          {t("progress.since", { day: formatDate(progress.stageSince, i18n.language) })}
        </p>
        <Facts rows={[...firms, ...readers]} />
      </div>
    </Panel>
  );
}

function useFirms({ progress, counterpart, side }: DealPartsFragment): FactRow[] {
  const { t, i18n } = useTranslation("deal");
  const own = useSession().viewer?.organisation;
  if (!progress) return [];
  const institution = firmName(
    { nameKo: progress.institutionNameKo, nameEn: progress.institutionNameEn },
    i18n.language,
  );
  return [
    ...(side && own ? [{ name: t("parties.you"), value: firmName(own, i18n.language) }] : []),
    ...(counterpart
      ? [{ name: t("parties.other"), value: firmName(counterpart, i18n.language) }]
      : []),
    {
      name: t("parties.coordinator"),
      value: [progress.coordinatorName, institution].filter((each) => each).join(", "),
    },
  ];
}

/** Name those who may read what the NDA covers, to whoever reads the NDA. */
function useReaders({ id }: DealPartsFragment): FactRow[] {
  const { t } = useTranslation("deal");
  const [{ data }] = useTypedQuery(DealReadersDocument, { id }, { fresh: true });
  const nda = data?.ndasOf.find(({ state }) => HOLDING.includes(state));
  if (!nda) return [];
  const names = nda.holders.filter(({ removedAt }) => !removedAt).map(({ name }) => name);
  const value =
    names.length > 0 ? (
      <Link to={`/deals/${id}/nda`}>{names.join(", ")}</Link>
    ) : (
      t("parties.noReaders")
    );
  return [{ name: t("parties.readers"), value }];
}
