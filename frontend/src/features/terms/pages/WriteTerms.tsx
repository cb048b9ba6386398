import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { DealTermsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Writer } from "../write/Writer";

/** Write the first terms of a deal, or others in place of the last ones. */
export function WriteTerms() {
  const { t } = useTranslation("sheet");
  const { id } = useDeal().match;
  const [{ data, error }, again] = useTypedQuery(DealTermsDocument, { match: id }, { fresh: true });
  useNews(again, (path) => path.startsWith(`/deals/${id}`));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { dealTerms: terms } = data;
  const sheet = terms?.sheet ?? null;
  if (!terms || !(terms.canOffer || sheet?.canCounter)) {
    return (
      <Empty title={t("write.cannot")} body={t("write.cannotBody")}>
        <Button component={Link} to={`/deals/${id}/terms`} variant="default">
          {t("write.back")}
        </Button>
      </Empty>
    );
  }
  return <Writer key={id} sheet={sheet} files={terms.files} again={again} />;
}
