import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ALERT_PACES, PaceChoice, SEARCH_PACES } from "@/shared/alerts/PaceChoice";
import {
  AlertChoicesDocument,
  type AlertChoicesQuery,
  type AlertPace,
  ChooseDemandAlertsDocument,
  ChooseOfferAlertsDocument,
  ChooseSearchAlertsDocument,
  type Language,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { AlertRow } from "../components/AlertRow";
import styles from "./Alerts.module.css";

type Choices = AlertChoicesQuery["alertChoices"];

/** How soon the firm hears of a demand and a technology that fit each other. */
export function Alerts() {
  const { t } = useTranslation("notice");
  const above = { name: t("title"), to: "/notifications" };
  return (
    <div className={styles.page}>
      <PageHead title={t("alerts.title")} lead={t("alerts.lead")} above={above} />
      <Guarded>
        <Loaded />
      </Guarded>
    </div>
  );
}

function Loaded() {
  const { t, i18n } = useTranslation("notice");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    AlertChoicesDocument,
    { language },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { demands, technologies, searches, pace, canChoose } = data.alertChoices;
  if (demands.length + technologies.length + searches.length === 0) {
    return (
      <Empty title={t("alerts.empty")}>
        <Button component={Link} to="/home" variant="default">
          {t("toHome")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      {canChoose || demands.length + technologies.length === 0 ? null : (
        <p>{t("alerts.readOnly")}</p>
      )}
      {demands.length > 0 ? <Demands rows={demands} canChoose={canChoose} /> : null}
      {technologies.length > 0 ? (
        <Technologies rows={technologies} pace={pace ?? null} canChoose={canChoose} again={again} />
      ) : null}
      <Searches rows={searches} />
    </>
  );
}

function Demands({ rows, canChoose }: { rows: Choices["demands"]; canChoose: boolean }) {
  const { t } = useTranslation("notice");
  const [, choose] = useTypedMutation(ChooseDemandAlertsDocument);
  return (
    <Panel title={t("alerts.demands")}>
      <p className="sb-muted sb-small">{t("alerts.demandsHelp")}</p>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <AlertRow key={row.id} row={row} to={`/demands/${row.id}/matches`}>
            <PaceChoice
              label={t("alerts.paceOf", { title: row.title })}
              value={row.pace ?? "PERSONAL"}
              paces={ALERT_PACES}
              readOnly={!canChoose}
              save={(pace) => choose({ demandId: row.id, pace: pace ?? "PERSONAL" })}
            />
          </AlertRow>
        ))}
      </ul>
    </Panel>
  );
}

interface TechnologiesProps {
  rows: Choices["technologies"];
  pace: AlertPace | null;
  canChoose: boolean;
  again: () => void;
}

function Technologies({ rows, pace, canChoose, again }: TechnologiesProps) {
  const { t } = useTranslation("notice");
  const [, choose] = useTypedMutation(ChooseOfferAlertsDocument);
  return (
    <Panel title={t("alerts.technologies")}>
      <p className="sb-muted sb-small">{t("alerts.technologiesHelp")}</p>
      <div className={styles.forAll}>
        <PaceChoice
          label={t("alerts.forAll")}
          isLabelShown
          value={pace ?? "OFF"}
          paces={ALERT_PACES}
          readOnly={!canChoose}
          save={(chosen) => choose({ technologyId: null, pace: chosen })}
          saved={again}
        />
      </div>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <AlertRow key={row.id} row={row} to={`/technologies/${row.id}`}>
            <PaceChoice
              label={t("alerts.paceOf", { title: row.title })}
              value={row.pace ?? null}
              paces={ALERT_PACES}
              mayBeAsForAll
              readOnly={!canChoose}
              save={(chosen) => choose({ technologyId: row.id, pace: chosen })}
            />
          </AlertRow>
        ))}
      </ul>
    </Panel>
  );
}

function Searches({ rows }: { rows: Choices["searches"] }) {
  const { t } = useTranslation("notice");
  const [, choose] = useTypedMutation(ChooseSearchAlertsDocument);
  return (
    <Panel title={t("alerts.searches")}>
      <p className="sb-muted sb-small">{t("alerts.searchesHelp")}</p>
      {rows.length === 0 ? (
        <p>
          {t("alerts.noSearches")} <Link to="/market">{t("alerts.toMarket")}</Link>
        </p>
      ) : null}
      <ul className={styles.rows}>
        {rows.map((row) => (
          <AlertRow key={row.id} row={{ ...row, title: row.name }} to={`/searches/${row.id}`}>
            <PaceChoice
              label={t("alerts.paceOf", { title: row.name })}
              value={row.pace}
              paces={SEARCH_PACES}
              save={(pace) => choose({ id: row.id, pace: pace ?? "OFF" })}
            />
          </AlertRow>
        ))}
      </ul>
    </Panel>
  );
}
