import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { DemandPageDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { DemandView } from "../components/DemandView";

/** One demand; for its owner with suggestions beside it. */
export function DemandPage() {
  return (
    <Guarded whole>
      <Demand />
    </Guarded>
  );
}

function Demand() {
  const { id = "" } = useParams();
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    DemandPageDocument,
    { id, language },
    { fresh: true },
  );
  if (data?.demand) return <DemandView demand={data.demand} again={again} />;
  if (error) return <ErrorState error={error} retry={again} whole />;
  if (fetching) return <PageSkeleton />;
  return <NotFound />;
}
