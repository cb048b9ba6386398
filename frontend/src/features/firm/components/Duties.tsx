import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  DutySeparationDocument,
  RelaxDutySeparationDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Panel } from "@/shared/ui/Panel";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import styles from "./Firm.module.css";

/** Who checked a firm does not review its technologies, unless a small institution relaxes it. */
export function Duties() {
  const { t, i18n } = useTranslation("firm");
  const [{ data, error }, again] = useTypedQuery(DutySeparationDocument, {}, { fresh: true });
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState(false);
  const [, relax] = useTypedMutation(RelaxDutySeparationDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) {
    return (
      <Loading>
        <Bar height={120} />
      </Loading>
    );
  }
  const relaxed = data.dutySeparation?.reviewAfterCheckRelaxed ?? false;
  const since = data.dutySeparation?.relaxedAt;
  const which = relaxed ? "restore" : "relax";

  async function change() {
    const done = await act.run(async () => outcomes.ofMutation(await relax({ relaxed: !relaxed })));
    if (!done) return;
    setAsking(false);
    setSaid(true);
    again();
  }

  return (
    <Panel
      title={t("duties.title")}
      aside={
        <Chip tone={relaxed ? "amber" : "seal"}>
          {t(relaxed ? "duties.relaxed" : "duties.strict")}
        </Chip>
      }
    >
      <div className={styles.part}>
        <p className="sb-muted sb-small">{t("duties.lead")}</p>
        {relaxed && since ? (
          <p>{t("duties.since", { day: formatDate(since, i18n.language) })}</p>
        ) : null}
        <Done words={said ? t("duties.saved") : null} />
        <Button
          variant="default"
          onClick={() => {
            act.clear();
            setSaid(false);
            setAsking(true);
          }}
        >
          {t(`duties.${which}.action`)}
        </Button>
      </div>
      {asking ? (
        <ConfirmByConsequence
          title={t(`duties.${which}.title`)}
          consequences={[t(`duties.${which}.one`), t(`duties.${which}.two`)]}
          undoable
          action={t(`duties.${which}.action`)}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={change}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </Panel>
  );
}
