import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { DealDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { DealView } from "../components/DealView";

/** One deal, one place: what stands around each of its pages, from the request to its end. */
export function DealFrame() {
  const { id = "" } = useParams();
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    DealDocument,
    { id, language },
    { fresh: true },
  );
  const here = `/deals/${id}`;
  useNews(again, (path) => path === here || path.startsWith(`${here}/`));
  if (data?.match && data.dealStanding) {
    return <DealView match={data.match} standing={data.dealStanding} again={again} />;
  }
  if (error) return <ErrorState error={error} retry={again} whole />;
  if (fetching) return <PageSkeleton />;
  return <NotFound />;
}
