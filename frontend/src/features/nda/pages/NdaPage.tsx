import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { DealNdasDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Agreement } from "../components/Agreement";
import { Begin } from "../components/Begin";
import { Earlier } from "../components/Earlier";
import styles from "../components/Nda.module.css";

/** The agreement of secrecy of a deal: written, its readers named, offered, signed, ended. */
export function NdaPage() {
  const { t } = useTranslation("nda");
  const { match, again } = useDeal();
  const [{ data, error }, ask] = useTypedQuery(
    DealNdasDocument,
    { matchId: match.id },
    { fresh: true },
  );
  useNews(ask, (path) => path.startsWith(`/deals/${match.id}`));

  function moved() {
    ask();
    again();
  }

  if (error && !data) return <ErrorState error={error} retry={ask} />;
  if (!data) return <PageSkeleton />;
  const choices = data.ndaChoices ?? { canDraft: false, candidates: [], files: [] };
  // Where a new one may be begun, none is under way.
  const current = choices.canDraft ? undefined : data.ndasOf[0];
  const older = data.ndasOf.filter((each) => each !== current);
  const place = match.progress ? (match.side ?? "COORDINATOR") : "early";
  return (
    <div className={styles.page}>
      <h2 className="sb-hidden">{t("title")}</h2>
      {choices.canDraft ? (
        <>
          <Earlier ndas={older} open />
          <Begin key={older[0]?.id} before={older[0] ?? null} choices={choices} onDone={moved} />
        </>
      ) : null}
      {current ? (
        <Agreement key={current.id} nda={current} choices={choices} onMoved={moved} />
      ) : null}
      {current || choices.canDraft ? null : (
        <Empty title={t(`none.${place}.title`)} body={t(`none.${place}.body`)} />
      )}
      {choices.canDraft ? null : <Earlier ndas={older} />}
    </div>
  );
}
