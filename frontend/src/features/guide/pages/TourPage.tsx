import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useNavigate } from "react-router";
import { TourDealDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useSession, type Viewer } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { PageSkeleton } from "@/shared/ui/states";
import { goOnTour, stopsOf, tourOf } from "../tour";
import styles from "./TourPage.module.css";

/** A first deal, stop by stop, on the pages themselves. */
export function TourPage() {
  const { viewer, loading } = useSession();
  if (loading) return <PageSkeleton />;
  if (!viewer) return <Navigate to="/sign-in?next=%2Ftour" replace />;
  return <Stops viewer={viewer} />;
}

function Stops({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation("tour");
  const navigate = useNavigate();
  const name = tourOf(viewer);
  const isParty = name === "seller" || name === "buyer";
  const [{ data, fetching }] = useTypedQuery(TourDealDocument, {}, { pause: !isParty });
  const deal = data?.matches.nodes[0]?.id ?? null;
  const stops = stopsOf(name, deal);

  function begin(at: number) {
    goOnTour({ name, deal, at });
    void navigate(stops[at]?.to ?? "/home");
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t(`for.${name}`)} />
      <ol className={styles.stops}>
        {stops.map(({ key, to }, at) => (
          <li key={key}>
            <span className={styles.number} aria-hidden="true">
              {at + 1}
            </span>
            <div>
              <h2>
                <Link to={to} onClick={() => goOnTour({ name, deal, at })}>
                  {t(`stops.${name}.${key}.title` as "stops.seller.home.title")}
                </Link>
              </h2>
              <p>{t(`stops.${name}.${key}.body` as "stops.seller.home.body")}</p>
            </div>
          </li>
        ))}
      </ol>
      {isParty && !deal && !fetching ? <p className="sb-muted">{t("noDeal")}</p> : null}
      <div>
        <Button
          size="md"
          loading={isParty && fetching}
          rightSection={<IconArrowRight size={18} />}
          onClick={() => begin(0)}
        >
          {t("begin")}
        </Button>
      </div>
    </div>
  );
}
