import { Button } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Seals } from "@/shared/evidence/Seals";
import type { DepositAccess, PlanPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoment } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { Panel } from "@/shared/ui/Panel";
import { SealChip } from "@/shared/ui/SealChip";
import { Term } from "@/shared/ui/Term";
import type { View } from "../progress";
import { HandedOver } from "./HandedOver";
import { ObjectionTime } from "./ObjectionTime";
import styles from "./ReleasePanel.module.css";
import { ReleaseWindow } from "./ReleaseWindow";
import { usePaymentName } from "./usePaymentName";

const TONES: Record<Exclude<DepositAccess, "CLOSED">, Tone> = {
  WAITING: "amber",
  OBJECTED: "red",
  OPEN: "seal",
  REVOKED: "red",
};

interface ReleasePanelProps {
  plan: PlanPartsFragment;
  view: View;
  technologyId: string | null;
  /** The next step of the deal is to decide about the objection. */
  decides: boolean;
  again: () => void;
  onDone: (words: string) => void;
}

/** When the sealed deposit is handed over, what stops it, and who may. */
export function ReleasePanel(props: ReleasePanelProps) {
  const { plan, view, technologyId, again, onDone } = props;
  const { t, i18n } = useTranslation("payment");
  const [asking, setAsking] = useState<"object" | "lift" | null>(null);
  const { access, openedAt } = plan;
  const sealed = <SealChip label={t("release.sealed")} />;
  return (
    <Panel
      title={t("release.title")}
      aside={
        access === "CLOSED" ? (
          technologyId ? (
            <Seals technologyId={technologyId}>{sealed}</Seals>
          ) : (
            sealed
          )
        ) : (
          <Chip tone={TONES[access]}>{t(`release.state.${access}`)}</Chip>
        )
      }
    >
      <div className={styles.release}>
        <p>{t(`release.says.${access}.${view}`)}</p>
        {access === "WAITING" && plan.objectionUntil ? (
          <ObjectionTime until={plan.objectionUntil} />
        ) : null}
        <Objection plan={plan} />
        {openedAt ? (
          <p className={styles.moment}>
            {t("release.openedAt", { moment: formatMoment(openedAt, i18n.language) })}
          </p>
        ) : null}
        <Conditions plan={plan} />
        <Stops stops={plan.releaseStops} />
        {access === "OPEN" && view === "buyer" && technologyId ? (
          <HandedOver technologyId={technologyId} />
        ) : null}
        {plan.canObject ? (
          <Button variant="default" onClick={() => setAsking("object")}>
            {t("release.object")}
          </Button>
        ) : null}
        {plan.canLift ? (
          <Button variant={props.decides ? "filled" : "light"} onClick={() => setAsking("lift")}>
            {t("release.lift")}
          </Button>
        ) : null}
      </div>
      {asking ? (
        <ReleaseWindow
          ask={asking}
          plan={plan}
          onStale={again}
          onDone={() => {
            setAsking(null);
            onDone(t(asking === "object" ? "release.objectDone" : "release.liftDone"));
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Panel>
  );
}

/** The words of the objection, while it stands. */
function Objection({ plan }: { plan: PlanPartsFragment }) {
  const { t, i18n } = useTranslation("payment");
  const { access, objectedAt, objectionBy, objectionWords } = plan;
  if (access !== "OBJECTED" || !objectedAt || !objectionWords) return null;
  return (
    <div className={styles.objection}>
      <h3>
        {t("release.objection", {
          name: objectionBy ?? "",
          moment: formatMoment(objectedAt, i18n.language),
        })}
      </h3>
      <p lang={languageOf(objectionWords)}>{objectionWords}</p>
    </div>
  );
}

/** Everything that keeps the deposit closed, as the server says. */
function Stops({ stops }: { stops: PlanPartsFragment["releaseStops"] }) {
  const { t } = useTranslation("payment");
  if (stops.length === 0) return null;
  return (
    <div className={styles.stops}>
      <h3>{t("release.stops")}</h3>
      <ul>
        {stops.map((stop) => (
          <li key={stop}>
            {stop === "TIME_RUNNING" ? (
              <Term word="objection">{t(`release.stop.${stop}`)}</Term>
            ) : (
              t(`release.stop.${stop}`)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Each payment that opens the deposit, and whether the server counts it. */
function Conditions({ plan }: { plan: PlanPartsFragment }) {
  const { t } = useTranslation("payment");
  const nameOf = usePaymentName();
  const opening = plan.payments.filter((each) => each.opensDeposit);
  if (opening.length === 0) return null;
  return (
    <div className={styles.conditions}>
      <h3>{t("release.conditions")}</h3>
      <ul>
        {opening.map((each) => (
          <li key={each.id} data-there={each.isThere}>
            {each.isThere ? (
              <IconCircleCheck size={18} aria-hidden="true" />
            ) : (
              <IconCircleDashed size={18} aria-hidden="true" />
            )}
            <span>{nameOf(each)}</span>
            <small>{t(each.isThere ? "release.there" : "release.notThere")}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
