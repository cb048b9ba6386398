import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { type PaymentAct, PaymentPageDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { useNews } from "@/shared/live/useNews";
import { Guarded } from "@/shared/session/Guarded";
import { useSession } from "@/shared/session/session";
import { Outcome } from "@/shared/ui/Outcome";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { SealChip } from "@/shared/ui/SealChip";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/DealPayments.module.css";
import { useFirms } from "../components/firms";
import { MoneyHistory } from "../components/MoneyHistory";
import type { OnePayment } from "../components/onePayment";
import { PaymentActWindow } from "../components/PaymentActWindow";
import { PaymentFacts } from "../components/PaymentFacts";
import { PaymentNow } from "../components/PaymentNow";
import { PaymentRecords } from "../components/PaymentRecords";
import { StateChip } from "../components/StateChip";
import { usePaymentName } from "../components/usePaymentName";
import { usePolling } from "../usePolling";

const EVERY_MS = 20_000;

/** Everything of one payment: what is to be done, its money, its words and its records. */
export function PaymentPage() {
  const { id = "" } = useParams();
  return (
    <Guarded whole>
      <Found key={id} id={id} />
    </Guarded>
  );
}

function Found({ id }: { id: string }) {
  const [{ data, error }, again] = useTypedQuery(PaymentPageDocument, { id }, { fresh: true });
  usePolling(again, EVERY_MS, data?.payment != null);
  useNews(again, (path) => path.includes("payment"));
  if (error && !data?.payment) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  return data.payment ? <Whole payment={data.payment} again={again} /> : <NotFound />;
}

function Whole({ payment, again }: { payment: OnePayment; again: () => void }) {
  const { t, i18n } = useTranslation("payment");
  const { viewer } = useSession();
  const [act, setAct] = useState<PaymentAct | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { buyer, seller } = useFirms()(payment);
  const name = usePaymentName()(payment);
  const keepsTreasury = viewer?.roles.includes("TREASURER") ?? false;
  const deal = `/deals/${payment.matchId}/payments`;
  return (
    <div className={styles.page}>
      <PageHead
        title={name}
        {...(payment.title ? { lang: languageOf(payment.title) } : {})}
        lead={`${buyer} → ${seller}`}
        above={
          keepsTreasury
            ? { name: t("desk.title"), to: "/payments" }
            : { name: t("title"), to: deal }
        }
        chips={
          <>
            <StateChip payment={payment} />
            {payment.dueOn ? (
              <span className={styles.small}>
                {t("due", { day: formatDay(payment.dueOn, i18n.language) })}
              </span>
            ) : null}
            {payment.opensDeposit ? <SealChip label={t("opensDeposit")} /> : null}
          </>
        }
      />
      <Outcome words={done} />
      <PaymentNow payment={payment} name={name} onAct={setAct} />
      <div className={styles.columns} data-facts-first="true">
        <div className={styles.main}>
          <Panel title={t("history.title")}>
            <MoneyHistory
              key={payment.revision}
              contractId={payment.contractId}
              currency={payment.currency}
              payments={[payment]}
              only={payment.id}
            />
          </Panel>
          <Panel title={t("one.records")}>
            <PaymentRecords key={payment.revision} id={payment.id} />
          </Panel>
        </div>
        <aside className={styles.side}>
          <PaymentFacts payment={payment} deal={keepsTreasury ? null : deal} />
        </aside>
      </div>
      {act ? (
        <PaymentActWindow
          key={act}
          act={act}
          payment={payment}
          providers={[]}
          onStale={again}
          onDone={() => {
            setAct(null);
            setDone(t(`act.${act}.done`));
            again();
          }}
          onClose={() => setAct(null)}
        />
      ) : null}
    </div>
  );
}
