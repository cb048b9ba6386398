import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import {
  AccountStatementDocument,
  PaymentsOfDocument,
  type PlanPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { Guarded } from "@/shared/session/Guarded";
import { useSession } from "@/shared/session/session";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { PageHead } from "@/shared/ui/PageHead";
import { Facts, Panel } from "@/shared/ui/Panel";
import { Bar, ErrorState, Loading, NotFound, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/Desk.module.css";
import { useFirms } from "../components/firms";
import { MoneyBar } from "../components/MoneyBar";
import { MoneyHistory } from "../components/MoneyHistory";
import { SaveStatement } from "../components/SaveStatement";
import { StateChip } from "../components/StateChip";
import { usePaymentName } from "../components/usePaymentName";
import { figuresOf } from "../money";

/** The account statement of one contract. */
export function StatementPage() {
  return (
    <Guarded whole>
      <Found />
    </Guarded>
  );
}

function Found() {
  const { id = "" } = useParams();
  const [{ data, error }, again] = useTypedQuery(
    PaymentsOfDocument,
    { matchId: id },
    { fresh: true },
  );
  if (error && !data?.paymentsOf) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  return data.paymentsOf ? <Statement plan={data.paymentsOf} /> : <NotFound />;
}

function Statement({ plan }: { plan: PlanPartsFragment }) {
  const { t } = useTranslation("payment");
  const { viewer } = useSession();
  const firms = useFirms()(plan);
  const readsDeal = viewer?.canLeadDeals || viewer?.canRunCases;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead
          title={t("statement.title", firms)}
          above={{ name: t("statements.title"), to: "/statements" }}
        />
        {readsDeal ? (
          <Link to={`/deals/${plan.matchId}/payments`}>{t("statement.toDeal")}</Link>
        ) : null}
      </div>
      <MoneyBar plan={plan} />
      <div className={styles.columns}>
        <Panel title={t("statement.payments")}>
          <Payments plan={plan} />
        </Panel>
        <Panel title={t("statement.balances")}>
          <Balances plan={plan} />
        </Panel>
      </div>
      <Panel title={t("history.title")} aside={<SaveStatement {...plan} />}>
        <MoneyHistory {...plan} />
      </Panel>
    </div>
  );
}

function Balances({ plan }: { plan: PlanPartsFragment }) {
  const { t, i18n } = useTranslation("payment");
  const [{ data, error }, again] = useTypedQuery(
    AccountStatementDocument,
    { contractId: plan.contractId, first: 20, after: null },
    { fresh: true },
  );
  if (error && !data?.accountStatement) return <ErrorState error={error} retry={again} />;
  if (!data) {
    return (
      <Loading>
        <Bar height={120} />
      </Loading>
    );
  }
  const balances = data.accountStatement?.balances ?? [];
  const sum = balances.reduce((all, each) => all + BigInt(each.balanceMinor), 0n);
  const money = (minor: string) => figuresOf(minor, plan.currency, i18n.language);
  return (
    <div className={styles.balances}>
      <Facts
        rows={[
          ...balances.map((each) => ({
            name: t(`ledger.${each.account}`),
            value: money(each.balanceMinor),
          })),
          { name: t("statement.sum"), value: <strong>{money(sum.toString())}</strong> },
        ]}
      />
      <p className="sb-small sb-muted">{t("ledgerHelp")}</p>
    </div>
  );
}

type Payment = PlanPartsFragment["payments"][number];

function Payments({ plan }: { plan: PlanPartsFragment }) {
  const { t, i18n } = useTranslation("payment");
  const nameOf = usePaymentName();
  const columns: Column<Payment>[] = [
    {
      key: "name",
      name: t("statement.position"),
      heads: true,
      cell: (each) => <Link to={`/payments/${each.id}`}>{nameOf(each)}</Link>,
    },
    {
      key: "state",
      name: t("statement.state"),
      cell: (each) => <StateChip payment={each} />,
    },
    {
      key: "due",
      name: t("statement.due"),
      cell: (each) => (each.dueOn ? formatDay(each.dueOn, i18n.language) : "–"),
    },
    {
      key: "amount",
      name: t("desk.amount"),
      align: "end",
      cell: (each) => figuresOf(each.amountMinor, plan.currency, i18n.language),
    },
  ];
  return (
    <DataTable
      label={t("statement.payments")}
      columns={columns}
      rows={plan.payments}
      keyOf={(each) => each.id}
    />
  );
}
