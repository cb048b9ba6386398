import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
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
  useNews(again, (path) => path === `/cases/${id}`);
  if (data?.case) return <CaseView of={data.case} again={again} />;
  if (error) return <ErrorState error={error} retry={again} whole />;
  if (fetching) return <PageSkeleton />;
  return <NotFound />;
}
