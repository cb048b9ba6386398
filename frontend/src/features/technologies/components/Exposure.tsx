import { useTranslation } from "react-i18next";
import { ChartFrame } from "@/shared/charts/ChartFrame";
import type { ChartRow, Series } from "@/shared/charts/chart";
import { COLUMNS_HEIGHT } from "@/shared/charts/heights";
import { Columns } from "@/shared/charts/lazy";
import {
  TechnologyExposureDocument,
  type TechnologyExposureQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay, shortDay } from "@/shared/lib/dates";
import { Panel } from "@/shared/ui/Panel";
import { timesTold } from "../exposed";
import styles from "./Exposure.module.css";

type Told = NonNullable<TechnologyExposureQuery["technologyExposure"]>;

/** How often the firm's own technology was shown, what is in its way, and how the order is made. */
export function Exposure({ id }: { id: string }) {
  const { t } = useTranslation("exposure");
  const [{ data }] = useTypedQuery(TechnologyExposureDocument, { id }, { fresh: true });
  const told = data?.technologyExposure;
  if (!told) return null;
  return (
    <Panel title={t("title")}>
      <div className={styles.parts}>
        <Weeks weeks={told.weeks} />
        {told.gaps.length > 0 ? (
          <div>
            <h3 className={styles.name}>{t("gaps")}</h3>
            <ul className={styles.gaps}>
              {told.gaps.map((gap) => (
                <li key={gap}>{t(`gap.${gap}`)}</li>
              ))}
            </ul>
          </div>
        ) : null}
        <div>
          <h3 className={styles.name}>{t("orderTitle")}</h3>
          <p>{t("order")}</p>
        </div>
        <p className="sb-small sb-muted">{t("counting")}</p>
      </div>
    </Panel>
  );
}

/** A picture of the weeks, or a sentence where there is nothing to draw. */
function Weeks({ weeks }: { weeks: Told["weeks"] }) {
  const { t, i18n } = useTranslation("exposure");
  const count = timesTold(weeks);
  const isNear = weeks.some(({ near }) => near != null);
  if (count === 0 && !isNear) return <p>{t("none")}</p>;
  const series: Series[] = [
    { key: "searches", name: t("searches"), fill: "seal" },
    { key: "suggestions", name: t("suggestions"), fill: "blue" },
  ];
  const rows: ChartRow[] = weeks.map(({ startsOn, searches, suggestions }) => ({
    key: startsOn,
    name: shortDay(new Date(`${startsOn}T12:00:00`), i18n.language),
    values: [searches ?? 0, suggestions ?? 0],
  }));
  const few = t("few");
  return (
    <ChartFrame
      bare
      title={count > 0 ? t("shown", { count }) : t("onlyNear")}
      legend={series}
      height={COLUMNS_HEIGHT}
      table={{
        head: t("week"),
        columns: [t("searches"), t("suggestions"), t("place"), t("near")],
        rows: weeks.map(({ startsOn, searches, suggestions, averagePlace, near }) => ({
          key: startsOn,
          name: formatDay(startsOn, i18n.language),
          cells: [searches ?? few, suggestions ?? few, averagePlace ?? "–", near ?? few],
        })),
      }}
    >
      <Columns rows={rows} series={series} />
    </ChartFrame>
  );
}
