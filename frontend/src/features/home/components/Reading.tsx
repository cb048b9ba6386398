import { useTranslation } from "react-i18next";
import { useOfferTitle } from "@/shared/deals/naming";
import {
  HomeDocumentsDocument,
  type HomeDocumentsQuery,
  type Language,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { Errands } from "@/shared/ui/Errands";
import { ErrorState } from "@/shared/ui/states";
import { Written } from "@/shared/ui/Written";

type Document = HomeDocumentsQuery["readableDocuments"]["nodes"][number];

/** The newest documents that are open to a named reader; the way there opens nothing yet. */
export function Reading() {
  const { t, i18n } = useTranslation(["home", "standing"]);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    HomeDocumentsDocument,
    { language },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  return (
    <Errands
      title={t("reading.title")}
      loading={!data}
      empty={t("reading.none")}
      more={{ to: "/documents", name: t("reading.all") }}
      errands={(data?.readableDocuments.nodes ?? []).map((each) => ({
        key: each.id,
        to: `/deals/${each.match.id}/documents`,
        title: <DocumentTitle of={each} />,
        note: each.canOpen ? each.words : t("reading.closed"),
        due: each.useUntil
          ? t("standing:until", { until: formatDay(each.useUntil, i18n.language) })
          : null,
      }))}
    />
  );
}

function DocumentTitle({ of }: { of: Document }) {
  const title = useOfferTitle(of.match.technology);
  return (
    <>
      {of.name} · <Written text={title} />
    </>
  );
}
