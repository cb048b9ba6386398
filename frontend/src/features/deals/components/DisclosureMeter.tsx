import { useTranslation } from "react-i18next";
import { ChartFrame } from "@/shared/charts/ChartFrame";
import type { ChartRow, Series } from "@/shared/charts/chart";
import { barsHeight } from "@/shared/charts/heights";
import { Bars } from "@/shared/charts/lazy";
import {
  DealDisclosureDocument,
  type DealDisclosureQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";

type Reader = NonNullable<DealDisclosureQuery["disclosureOf"]>["readers"][number];

/** Pages where every one of them was counted, else files. */
function measureOf(reader: Reader, inPages: boolean) {
  const allowed = inPages ? (reader.pagesAllowed ?? 0) : reader.filesAllowed;
  const opened = inPages ? reader.pagesOpened : reader.filesOpened;
  return { allowed, opened: Math.min(opened, allowed) };
}

/** What was allowed to each reader, and how much of it was opened; nothing before the first. */
export function DisclosureMeter({ id }: { id: string }) {
  const { t } = useTranslation("chart");
  const [{ data }, again] = useTypedQuery(DealDisclosureDocument, { id }, { fresh: true });
  useNews(again, (path) => path.startsWith(`/deals/${id}`));
  const shown = data?.disclosureOf;
  if (!shown || shown.readers.length === 0) return null;
  const { readers, filesSealed, filesAllowed } = shown;
  const inPages = readers.every(({ pagesAllowed }) => pagesAllowed !== null);
  const series: Series[] = [
    { key: "opened", name: t("disclosure.opened"), fill: "seal" },
    { key: "rest", name: t("disclosure.rest"), fill: "rest" },
  ];
  const words = (reader: Reader) =>
    t(inPages ? "disclosure.pages" : "disclosure.files", measureOf(reader, inPages));
  const rows: ChartRow[] = readers.map((reader) => {
    const { allowed, opened } = measureOf(reader, inPages);
    return {
      key: reader.membershipId,
      name: reader.name,
      values: [opened, allowed - opened],
      end: words(reader),
    };
  });
  return (
    <ChartFrame
      level={2}
      title={t("disclosure.title", {
        count: readers.length,
        opened: readers.filter(({ filesOpened }) => filesOpened > 0).length,
      })}
      note={
        filesSealed == null
          ? t("disclosure.allowedNow", { count: filesAllowed })
          : t("disclosure.sealed", { count: filesSealed, allowed: filesAllowed })
      }
      legend={series}
      height={barsHeight(rows.length)}
      table={{
        head: t("disclosure.reader"),
        columns: [t("disclosure.opened"), t("disclosure.now")],
        rows: readers.map((reader) => ({
          key: reader.membershipId,
          name: reader.name,
          cells: [words(reader), t(reader.mayOpen ? "disclosure.open" : "disclosure.over")],
        })),
      }}
    >
      <Bars rows={rows} series={series} />
    </ChartFrame>
  );
}
