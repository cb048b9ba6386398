import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useStandings } from "@/shared/deals/standing";
import { CasePageDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { CaseView } from "../components/CaseView";

/** One case, for its coordinator and for the owner who assigns it. */
export function CasePage() {
  const { id = "" } = useParams();
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    CasePageDocument,
    { id, language },
    { fresh: true },
  );
  const found = data?.case ?? null;
  const deal = found?.isMine && found.stage !== "CLOSED" ? found.match.id : null;
  const { standings, ready, error: unknown, again: askStanding } = useStandings(deal ? [deal] : []);
  function askAll() {
    again();
    askStanding();
  }
  useNews(askAll, (path) => path === `/cases/${id}` || path.startsWith(`/deals/${deal}`));
  // What stands first must not push down what is already being read.
  if (found && (ready || unknown)) {
    const standing = deal ? (standings.get(deal) ?? null) : null;
    return <CaseView of={found} standing={standing} again={askAll} />;
  }
  if (error) return <ErrorState error={error} retry={again} whole />;
  if (fetching || found) return <PageSkeleton />;
  return <NotFound />;
}
