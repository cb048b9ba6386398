import { Button, CloseButton } from "@mantine/core";
import { IconArrowRight, IconRoute } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { goOnTour, stopsOf, type Tour } from "../tour";
import styles from "./TourStrip.module.css";

/** Where a guided first deal is, what to look at here, and the way on; closed at any time. */
export function TourStrip({ tour }: { tour: Tour }) {
  const { t } = useTranslation(["tour", "common"]);
  const { pathname } = useLocation();
  const stops = stopsOf(tour.name, tour.deal);
  const stop = stops[tour.at];
  const next = stops[tour.at + 1];
  if (!stop || pathname === "/tour") return null;
  const here = stop.to.split("?")[0] === pathname;
  return (
    <aside className={styles.strip} aria-label={t("title")}>
      <IconRoute size={20} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>
          <span>{t("count", { number: tour.at + 1, total: stops.length })}</span>{" "}
          {here ? (
            t(`stops.${tour.name}.${stop.key}.title` as "stops.seller.home.title")
          ) : (
            <Link to={stop.to}>
              {t(`stops.${tour.name}.${stop.key}.title` as "stops.seller.home.title")}
            </Link>
          )}
        </p>
        <p>{t(`stops.${tour.name}.${stop.key}.look` as "stops.seller.home.look")}</p>
      </div>
      <div className={styles.ways}>
        {next ? (
          <Button
            component={Link}
            to={next.to}
            variant="default"
            size="xs"
            rightSection={<IconArrowRight size={16} />}
            onClick={() => goOnTour({ ...tour, at: tour.at + 1 })}
          >
            {t("next")}
          </Button>
        ) : (
          <Button variant="default" size="xs" onClick={() => goOnTour(null)}>
            {t("end")}
          </Button>
        )}
        <CloseButton aria-label={t("leave")} onClick={() => goOnTour(null)} />
      </div>
    </aside>
  );
}
