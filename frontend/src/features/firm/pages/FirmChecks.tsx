import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import {
  type FirmCheckState,
  FirmChecksDocument,
  type FirmChecksQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { Guarded } from "@/shared/session/Guarded";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { Ageing } from "../components/Ageing";
import styles from "../components/Firm.module.css";
import { useFirmName } from "../components/names";
import table from "../components/Table.module.css";

const STATES = ["PENDING", "CONFIRMED", "DECLINED"] as const;
type Listed = (typeof STATES)[number];

/** The verifier's queue; the state of the list stands in the address. */
export function FirmChecks() {
  const { t } = useTranslation("firm");
  const [params] = useSearchParams();
  const state = STATES.find((each) => each === params.get("state")) ?? "PENDING";
  const tabs = STATES.map((each) => ({
    to: each === "PENDING" ? "/firms" : `/firms?state=${each}`,
    name: t(`queue.${each}`),
    here: each === state,
  }));
  return (
    <div className={styles.page}>
      <PageHead title={t("queue.title")} lead={t("queue.lead")} />
      <Guarded may={(viewer) => viewer.canVerifyFirms}>
        <LinkTabs label={t("queue.tabs")} tabs={tabs} />
        <Paged key={state}>{(turn) => <Page state={state} turn={turn} />}</Paged>
      </Guarded>
    </div>
  );
}

function Page({ state, turn }: { state: Listed; turn: PageTurn }) {
  const { t } = useTranslation("firm");
  const [{ data, error }, again] = useTypedQuery(
    FirmChecksDocument,
    { state: state satisfies FirmCheckState, first: 20, after: turn.after },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.firmChecks;
  if (nodes.length === 0 && turn.after === null) return <Empty title={t(`queue.empty.${state}`)} />;
  return (
    <>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("queue.firm")}</th>
              <th scope="col">{t("queue.kind")}</th>
              <th scope="col">{t("queue.sent")}</th>
              <th scope="col">{t(state === "PENDING" ? "queue.waiting" : "queue.decided")}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((check) => (
              <Row key={check.id} check={check} />
            ))}
          </tbody>
        </table>
      </div>
      {turn.more(pageInfo)}
    </>
  );
}

function Row({ check }: { check: FirmChecksQuery["firmChecks"]["nodes"][number] }) {
  const { t, i18n } = useTranslation(["firm", "terms", "common"]);
  const nameOf = useFirmName();
  const { organisation, submittedAt, decidedAt } = check;
  const pending = check.state === "PENDING";
  const day = (value: string | null | undefined) =>
    value ? formatDate(value, i18n.language) : t("common:notStated");
  return (
    <tr>
      <th scope="row">
        <Link className={table.name} to={`/firms/${check.id}`}>
          {nameOf(organisation)}
        </Link>
        {pending && !check.canDecide ? <span className={table.under}>{t("queue.own")}</span> : null}
      </th>
      <td data-label={t("queue.kind")}>{t(`terms:kind.${organisation.kind}`)}</td>
      <td data-label={t("queue.sent")}>{day(submittedAt)}</td>
      <td data-label={t(pending ? "queue.waiting" : "queue.decided")}>
        {pending ? <Ageing days={check.waitingDays ?? 0} /> : day(decidedAt)}
      </td>
    </tr>
  );
}
