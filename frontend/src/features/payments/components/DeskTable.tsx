import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PaymentAct, PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatMoney } from "@/shared/lib/money";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { CopyButton } from "@/shared/ui/CopyButton";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { daysSince } from "../ageing";
import { figuresOf } from "../money";
import { asks } from "../progress";
import styles from "./Desk.module.css";
import { useFirms } from "./firms";
import { PaymentActWindow } from "./PaymentActWindow";
import { StateChip } from "./StateChip";
import { usePaymentName } from "./usePaymentName";
import { useWaited } from "./useWaited";

interface DeskTableProps {
  payments: readonly PaymentPartsFragment[];
  onStale: () => void;
  onDone: (words: string) => void;
}

/** What waits for the treasury, with the reference that stands on the bank's statement. */
export function DeskTable({ payments, onStale, onDone }: DeskTableProps) {
  const { t } = useTranslation("payment");
  const [asking, setAsking] = useState<{ act: PaymentAct; id: string } | null>(null);
  const asked = payments.find((each) => each.id === asking?.id);
  const columns = useColumns((act, id) => setAsking({ act, id }));
  return (
    <>
      <DataTable
        label={t("desk.title")}
        columns={columns}
        rows={payments}
        keyOf={(each) => each.id}
        toneOf={(each) => (each.trouble ? "failed" : undefined)}
      />
      {asking && asked ? (
        <PaymentActWindow
          act={asking.act}
          payment={asked}
          providers={[]}
          onStale={onStale}
          onDone={() => {
            setAsking(null);
            onDone(t(`act.${asking.act}.done`));
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}

function useColumns(onAct: (act: PaymentAct, id: string) => void): Column<PaymentPartsFragment>[] {
  const { t, i18n } = useTranslation("payment");
  const firmsOf = useFirms();
  const nameOf = usePaymentName();
  return [
    {
      key: "reference",
      name: t("desk.reference"),
      heads: true,
      cell: ({ reference }) => (
        <span className={styles.reference}>
          <code>{reference ?? "–"}</code>
          {reference ? <CopyButton value={reference} label={t("desk.reference")} /> : null}
        </span>
      ),
    },
    {
      key: "parties",
      name: t("desk.parties"),
      cell: (each) => {
        const { buyer, seller } = firmsOf(each);
        return (
          <span className={styles.lines}>
            <span>{`${buyer} → ${seller}`}</span>
            <small>
              <Link to={`/payments/${each.id}`}>{nameOf(each)}</Link>
            </small>
          </span>
        );
      },
    },
    {
      key: "amount",
      name: t("desk.amount"),
      align: "end",
      cell: ({ amountMinor, currency }) => {
        const figures = figuresOf(amountMinor, currency, i18n.language);
        const words = formatMoney(amountMinor, currency, i18n.language);
        return (
          <span className={styles.lines}>
            <span>{figures}</span>
            {words === figures ? null : <small>{words}</small>}
          </span>
        );
      },
    },
    {
      key: "state",
      name: t("desk.state"),
      cell: (each) => (
        <span className={styles.lines}>
          <StateChip payment={each} />
          {each.trouble ? <small>{t(`trouble.${each.trouble}`)}</small> : null}
        </span>
      ),
    },
    {
      key: "waits",
      name: t("desk.waits"),
      cell: (each) => <Waiting since={each.stateSince} />,
    },
    {
      key: "act",
      name: t("desk.act"),
      nameless: true,
      cell: (each) =>
        each.acts.length === 0 ? (
          <span className="sb-muted sb-small">{t("desk.others")}</span>
        ) : (
          each.acts.map((act) => (
            <Button
              key={act}
              size="sm"
              variant={asks(each) ? "light" : "default"}
              aria-label={`${t(`act.${act}.name`)}: ${each.reference ?? nameOf(each)}`}
              onClick={() => onAct(act, each.id)}
            >
              {t(`act.${act}.name`)}
            </Button>
          ))
        ),
    },
  ];
}

/** After two days somebody has waited long, after five too long. */
function toneOf(days: number): Tone {
  if (days >= 5) return "red";
  return days >= 2 ? "amber" : "plain";
}

function Waiting({ since }: { since: string }) {
  const waited = useWaited();
  return <Chip tone={toneOf(daysSince(since, Date.now()))}>{waited(since)}</Chip>;
}
