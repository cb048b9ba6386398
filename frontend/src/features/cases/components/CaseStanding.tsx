import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useStandingWords } from "@/shared/deals/standing";
import type { StandingPartsFragment } from "@/shared/graphql/generated/graphql";
import { Facts, Panel } from "@/shared/ui/Panel";
import styles from "./CaseView.module.css";

/** Where the deal itself stands, by what both firms have done, and the way to it. */
export function CaseStanding({ standing }: { standing: StandingPartsFragment }) {
  const { t } = useTranslation(["case", "standing", "ladder"]);
  const words = useStandingWords()(standing, null);
  return (
    <Panel title={t("standing.title")}>
      <p className={styles.sentence}>{words.sentence}</p>
      <Facts
        rows={[
          { name: t("standing.turn"), value: words.turn },
          { name: t("standing.until"), value: words.until ?? t("standing.noEnd") },
          { name: t("standing:sees.COORDINATOR"), value: t(`ladder:${standing.buyerSees}.name`) },
        ]}
      />
      <Button
        component={Link}
        to={`/deals/${standing.matchId}`}
        variant="default"
        className={styles.way ?? ""}
      >
        {t("standing.open")}
      </Button>
    </Panel>
  );
}
