import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Standing } from "@/shared/deals/DealContext";
import type {
  DealPartsFragment,
  PaymentAct,
  PlanPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { Outcome } from "@/shared/ui/Outcome";
import { Panel } from "@/shared/ui/Panel";
import { viewOf } from "../progress";
import { AccountPanel } from "./AccountPanel";
import styles from "./DealPayments.module.css";
import { MoneyBar } from "./MoneyBar";
import { MoneyHistory } from "./MoneyHistory";
import { PaymentActWindow } from "./PaymentActWindow";
import { PaymentCard } from "./PaymentCard";
import { ReleasePanel } from "./ReleasePanel";
import { SaveStatement } from "./SaveStatement";

/** Which act on a payment the next step of the deal means. */
const MEANS: Partial<Record<Standing["act"], PaymentAct>> = {
  INSTRUCT_PAYMENT: "INSTRUCT",
  MAKE_PAYMENT: "REFRESH",
  CONFIRM_RECEIPT: "CONFIRM_RECEIPT",
  RECORD_DELIVERY: "RECORD_DELIVERY",
  ACCEPT_DELIVERY: "ACCEPT_DELIVERY",
};

interface PlanViewProps {
  plan: PlanPartsFragment;
  match: DealPartsFragment;
  standing: Standing;
  /** The reader comes back from a provider's page. */
  returned: boolean;
  again: () => void;
}

/** Where the money is, each payment with what may be done, and the hand-over beside them. */
export function PlanView({ plan, match, standing, returned, again }: PlanViewProps) {
  const { t } = useTranslation("payment");
  const [asking, setAsking] = useState<{ act: PaymentAct; id: string } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const view = viewOf(match.side);
  const isHere = standing.place === "PAYMENTS" && standing.canAct;
  const meant = isHere ? MEANS[standing.act] : undefined;
  const leading = meant && plan.payments.find((each) => each.acts.includes(meant));
  const asked = plan.payments.find((each) => each.id === asking?.id);

  function finish(words: string) {
    setAsking(null);
    setDone(words);
    again();
  }

  return (
    <div className={styles.page}>
      {returned ? <Returned plan={plan} /> : null}
      <Outcome words={done} />
      <MoneyBar plan={plan} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <h2 className="sb-hidden">{t("list.title")}</h2>
          <ul className={styles.cards}>
            {plan.payments.map((each) => (
              <PaymentCard
                key={each.id}
                payment={each}
                view={view}
                leads={each === leading ? (meant ?? null) : null}
                onAct={(act) => setAsking({ act, id: each.id })}
              />
            ))}
          </ul>
        </div>
        <aside className={styles.side}>
          <ReleasePanel
            plan={plan}
            view={view}
            technologyId={match.technology?.id ?? null}
            decides={isHere && standing.act === "DECIDE_OBJECTION"}
            again={again}
            onDone={finish}
          />
          <AccountPanel plan={plan} view={view} again={again} onDone={finish} />
        </aside>
      </div>
      <Panel
        title={t("history.title")}
        aside={
          <span className={styles.ways}>
            <Link to={`/statements/${plan.matchId}`}>{t("history.statement")}</Link>
            <SaveStatement {...plan} />
          </span>
        }
      >
        <MoneyHistory
          key={plan.payments.map((each) => each.revision).join()}
          contractId={plan.contractId}
          currency={plan.currency}
          payments={plan.payments}
        />
      </Panel>
      {asking && asked ? (
        <PaymentActWindow
          key={`${asking.act} ${asking.id}`}
          act={asking.act}
          payment={asked}
          providers={plan.providers}
          onStale={again}
          onDone={() => finish(t(`act.${asking.act}.done`))}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </div>
  );
}

/** Says what is known after a provider's page; nothing is done by coming back. */
function Returned({ plan }: { plan: PlanPartsFragment }) {
  const { t } = useTranslation("payment");
  const onPage = plan.payments.filter((each) => each.provider === "STRIPE");
  if (onPage.length === 0) return null;
  const waits = onPage.some((each) => each.state === "INSTRUCTED");
  return (
    <p className={styles.returned} role="status">
      <strong>{t("returned.title")}</strong>
      {t(waits ? "returned.waiting" : "returned.done")}
    </p>
  );
}
