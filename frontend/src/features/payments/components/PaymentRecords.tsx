import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Timeline } from "@/shared/evidence/Timeline";
import { EntriesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import styles from "./Desk.module.css";

const SHOWN = 10;

/** What the log holds about a payment, the newest first. */
export function PaymentRecords({ id }: { id: string }) {
  const { t } = useTranslation("payment");
  const [{ data, error }, again] = useTypedQuery(
    EntriesDocument,
    { subjectType: "payment", subjectId: id, first: SHOWN },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) {
    return (
      <Loading>
        <Bar height={120} />
      </Loading>
    );
  }
  const { nodes } = data.entries;
  if (nodes.length === 0) return <p className="sb-small sb-muted">{t("one.noRecords")}</p>;
  return (
    <div className={styles.list}>
      <Timeline entries={nodes} />
      <p className={styles.ways}>
        <Link to={`/records?about=payment&of=${id}`}>{t("one.toRecords")}</Link>
      </p>
    </div>
  );
}
