import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { type Language, TechnologyPageDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { TechnologyView } from "../components/TechnologyView";

/** One technology, as much of it as the reader may see. */
export function TechnologyPage() {
  const { id = "" } = useParams();
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    TechnologyPageDocument,
    { id, language },
    { fresh: true },
  );
  if (data?.technology) {
    const { technology, technologySeals } = data;
    return <TechnologyView technology={technology} seals={technologySeals} again={again} />;
  }
  if (error) return <ErrorState error={error} retry={again} whole />;
  if (fetching) return <PageSkeleton />;
  return <NotFound />;
}
