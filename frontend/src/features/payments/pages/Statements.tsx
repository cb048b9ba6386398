import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PaymentPlansDocument, type PlanHeadFragment } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { Guarded } from "@/shared/session/Guarded";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/Desk.module.css";
import { useFirms } from "../components/firms";
import { SavePlans } from "../components/SavePlans";
import { figuresOf } from "../money";

/** Where the money of each contract lies, one line a contract. */
export function Statements() {
  const { t } = useTranslation("payment");
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead title={t("statements.title")} lead={t("statements.lead")} />
        <Guarded>
          <SavePlans />
        </Guarded>
      </div>
      <Guarded>
        <div className={styles.list}>
          <Paged>{(turn) => <Page turn={turn} />}</Paged>
        </div>
      </Guarded>
    </div>
  );
}

function Page({ turn }: { turn: PageTurn }) {
  const { t } = useTranslation("payment");
  const columns = useColumns();
  const [{ data, error }, again] = useTypedQuery(
    PaymentPlansDocument,
    { first: 20, after: turn.after },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.paymentPlans;
  if (nodes.length === 0 && turn.after === null) {
    return <Empty title={t("statements.empty")} />;
  }
  return (
    <>
      <DataTable
        label={t("statements.title")}
        columns={columns}
        rows={nodes}
        keyOf={(plan) => plan.contractId}
      />
      {turn.more(pageInfo)}
    </>
  );
}

const SUMS = ["agreed", "awaited", "held", "paid", "returned"] as const;

function useColumns(): Column<PlanHeadFragment>[] {
  const { t, i18n } = useTranslation("payment");
  const firmsOf = useFirms();
  return [
    {
      key: "parties",
      name: t("statements.parties"),
      heads: true,
      cell: (plan) => {
        const { buyer, seller } = firmsOf(plan);
        return <Link to={`/statements/${plan.matchId}`}>{`${buyer} → ${seller}`}</Link>;
      },
    },
    ...SUMS.map(
      (sum): Column<PlanHeadFragment> => ({
        key: sum,
        name: t(`statements.${sum}`),
        align: "end",
        cell: ({ totals, currency }) => figuresOf(totals[`${sum}Minor`], currency, i18n.language),
      }),
    ),
    {
      key: "made",
      name: t("statements.made"),
      cell: (plan) => formatDate(plan.createdAt, i18n.language),
    },
  ];
}
