import { useTranslation } from "react-i18next";
import {
  AccountStatementDocument,
  type LinePartsFragment,
  type PaymentPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { figuresOf } from "../money";
import styles from "./MoneyHistory.module.css";
import { usePaymentName } from "./usePaymentName";

interface MoneyHistoryProps {
  contractId: string;
  currency: string;
  payments: readonly PaymentPartsFragment[];
  /** Only the movements of this payment. */
  only?: string;
}

/** Every movement of money of a contract, the last one first, page by page. */
export function MoneyHistory(props: MoneyHistoryProps) {
  return (
    <div className={styles.history}>
      <Paged key={props.only ?? props.contractId}>
        {(turn) => <Part {...props} turn={turn} />}
      </Paged>
    </div>
  );
}

type PartProps = MoneyHistoryProps & { turn: PageTurn };

function Part({ contractId, currency, payments, only, turn }: PartProps) {
  const { t } = useTranslation("payment");
  const [{ data, error }, again] = useTypedQuery(
    AccountStatementDocument,
    { contractId, paymentId: only ?? null, first: 20, after: turn.after },
    { fresh: true },
  );
  const every = useColumns(payments, currency);
  const columns = only ? every.filter(({ key }) => key !== "payment") : every;
  if (error && !data?.accountStatement) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const lines = data.accountStatement?.lines;
  if (!lines || lines.nodes.length === 0) return <Empty title={t("history.empty")} />;
  return (
    <>
      <DataTable
        label={t("history.title")}
        columns={columns}
        rows={lines.nodes}
        keyOf={(line) => line.operation}
      />
      {turn.more(lines.pageInfo)}
    </>
  );
}

function useColumns(
  payments: readonly PaymentPartsFragment[],
  currency: string,
): Column<LinePartsFragment>[] {
  const { t, i18n } = useTranslation("payment");
  const nameOf = usePaymentName();
  return [
    {
      key: "movement",
      name: t("csv.movement"),
      heads: true,
      cell: (line) => t(`movement.${line.movement}`),
    },
    {
      key: "payment",
      name: t("csv.payment"),
      cell: (line) => {
        const payment = payments.find((each) => each.id === line.paymentId);
        return payment ? nameOf(payment) : "–";
      },
    },
    {
      key: "way",
      name: `${t("csv.from")} → ${t("csv.to")}`,
      cell: (line) =>
        t("history.fromTo", {
          from: t(`ledger.${line.source}`),
          to: t(`ledger.${line.target}`),
        }),
    },
    {
      key: "at",
      name: t("csv.at"),
      cell: (line) => <time dateTime={line.at}>{formatInstant(line.at, i18n.language)}</time>,
    },
    {
      key: "amount",
      name: t("csv.amount"),
      align: "end",
      cell: (line) => (
        <span className={styles.amount}>
          {figuresOf(line.amountMinor, currency, i18n.language)}
        </span>
      ),
    },
  ];
}
