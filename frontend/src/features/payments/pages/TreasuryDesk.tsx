import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import {
  PaymentDeskDocument,
  PaymentDeskFiguresDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Guarded } from "@/shared/session/Guarded";
import { Figures } from "@/shared/ui/Figures";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Outcome } from "@/shared/ui/Outcome";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "../components/Desk.module.css";
import { DeskTable } from "../components/DeskTable";
import { useWaited } from "../components/useWaited";
import { useAnew, usePolling } from "../usePolling";

const TABS = ["all", "CONFIRM", "RECEIPT", "REFUND", "TROUBLE"] as const;
type Tab = (typeof TABS)[number];
const EVERY_MS = 20_000;

function addressOf(tab: Tab): string {
  return tab === "all" ? "/payments" : `/payments?waits=${tab.toLowerCase()}`;
}

/** The treasurer's desk: what waits, told apart by the address, the longest waiting first. */
export function TreasuryDesk() {
  const { t } = useTranslation("payment");
  return (
    <div className={styles.page}>
      <PageHead title={t("desk.title")} lead={t("desk.lead")} />
      <Guarded may={(viewer) => viewer.roles.includes("TREASURER")}>
        <Desk />
      </Guarded>
    </div>
  );
}

function Desk() {
  const { t } = useTranslation("payment");
  const [params] = useSearchParams();
  const tab = TABS.find((each) => each.toLowerCase() === params.get("waits")) ?? "all";
  const [done, setDone] = useState<string | null>(null);
  const [{ data }, again] = useTypedQuery(PaymentDeskFiguresDocument, {}, { fresh: true });
  usePolling(again, EVERY_MS, true);
  useNews(again, (path) => path.startsWith("/payments") || path.includes("payment"));
  const figures = data?.paymentDeskFigures;
  const waited = useWaited();
  // What the figures count has changed, so the list is fetched anew with them.
  const stamp = figures ? Object.values(figures).join() : "";
  return (
    <>
      <Figures
        label={t("desk.figures")}
        figures={[
          {
            name: t("desk.tab.CONFIRM"),
            to: addressOf("CONFIRM"),
            value: figures?.confirm,
            tone: "amber",
          },
          {
            name: t("desk.tab.REFUND"),
            to: addressOf("REFUND"),
            value: figures?.refund,
            tone: "amber",
          },
          {
            name: t("desk.tab.TROUBLE"),
            to: addressOf("TROUBLE"),
            value: figures?.trouble,
            tone: "red",
          },
          { name: t("desk.tab.RECEIPT"), to: addressOf("RECEIPT"), value: figures?.receipt },
          {
            name: t("desk.oldest"),
            value: figures?.oldestSince ? waited(figures.oldestSince) : null,
          },
        ]}
      />
      <Outcome words={done} />
      <LinkTabs
        label={t("desk.views")}
        tabs={TABS.map((each) => ({
          to: addressOf(each),
          name: t(`desk.tab.${each}`),
          here: each === tab,
        }))}
      />
      <h2 className="sb-hidden">{t(`desk.tab.${tab}`)}</h2>
      <div className={styles.list}>
        <Paged key={tab}>
          {(turn) => (
            <Page
              tab={tab}
              turn={turn}
              stamp={stamp}
              onDone={(words) => {
                setDone(words);
                again();
              }}
            />
          )}
        </Paged>
      </div>
    </>
  );
}

interface PageProps {
  tab: Tab;
  turn: PageTurn;
  /** Changes when the list has to be fetched anew. */
  stamp: string;
  onDone: (words: string) => void;
}

function Page({ tab, turn, stamp, onDone }: PageProps) {
  const { t } = useTranslation("payment");
  const [{ data, error }, again] = useTypedQuery(
    PaymentDeskDocument,
    { waits: tab === "all" ? null : tab, first: 20, after: turn.after },
    { fresh: true },
  );
  useAnew(again, stamp);
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.paymentDesk;
  if (nodes.length === 0 && turn.after === null) {
    return (
      <Empty title={t(`desk.empty.${tab}`)}>
        <Button component={Link} to="/statements" variant="default">
          {t("desk.toStatements")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <DeskTable payments={nodes} onStale={again} onDone={onDone} />
      {turn.more(pageInfo)}
    </>
  );
}
