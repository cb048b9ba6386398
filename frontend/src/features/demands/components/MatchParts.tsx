import { useTranslation } from "react-i18next";
import { ChartFrame } from "@/shared/charts/ChartFrame";
import type { ChartRow, Series } from "@/shared/charts/chart";
import { barsHeight } from "@/shared/charts/heights";
import { Bars } from "@/shared/charts/lazy";
import type { SuggestionPartsFragment } from "@/shared/graphql/generated/graphql";
import { languageOf } from "@/shared/lib/text";

type Reason = SuggestionPartsFragment["suggestions"][number]["reasons"][number];

/** The words that speak for a suggestion, each by its share of the score. */
export function MatchParts({ terms }: { terms: readonly Reason[] }) {
  const { t } = useTranslation("chart");
  const [first] = terms;
  if (!first) return null;
  const series: Series[] = [{ key: "share", name: t("parts.share"), fill: "seal" }];
  const rows: ChartRow[] = terms.map(({ label, share }) => ({
    key: label,
    name: label,
    lang: languageOf(label),
    values: [share ?? 0],
    end: share == null ? "–" : `${share}%`,
  }));
  return (
    <ChartFrame
      bare
      level={4}
      title={t("parts.title", {
        count: terms.length,
        term: first.label,
        share: first.share ?? 0,
      })}
      height={barsHeight(rows.length, true)}
      table={{
        head: t("parts.term"),
        columns: [t("parts.share")],
        rows: rows.map(({ key, name, lang, end }) => ({ key, name, lang, cells: [end] })),
      }}
    >
      <Bars rows={rows} series={series} dense />
    </ChartFrame>
  );
}
