import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AccountStatementDocument,
  type LinePartsFragment,
  type PaymentPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";
import { csvOf, saveText } from "@/shared/lib/csv";
import { Trouble } from "@/shared/session/Trouble";
import { plainOf } from "../money";
import { usePaymentName } from "./usePaymentName";

const A_PAGE = 50;
const HEAD = [
  "at",
  "payment",
  "movement",
  "from",
  "to",
  "amount",
  "currency",
  "operation",
] as const;

interface SaveStatementProps {
  contractId: string;
  currency: string;
  payments: readonly PaymentPartsFragment[];
}

/** Fetch every movement of a contract and hand it over as a file for a spreadsheet. */
export function SaveStatement({ contractId, currency, payments }: SaveStatementProps) {
  const { t } = useTranslation("payment");
  const fetchPage = useTypedFetch(AccountStatementDocument);
  const nameOf = usePaymentName();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  async function all(): Promise<LinePartsFragment[] | null> {
    const lines: LinePartsFragment[] = [];
    let after: string | null = null;
    do {
      const answer = await fetchPage({ contractId, first: A_PAGE, after });
      const page = answer.data?.accountStatement?.lines;
      if (!page) return null;
      lines.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    return lines;
  }

  async function save() {
    if (busy) return;
    setBusy(true);
    setFailed(false);
    const lines = await all().finally(() => setBusy(false));
    if (!lines) return setFailed(true);
    const nameOfId = (id: string) => {
      const payment = payments.find((each) => each.id === id);
      return payment ? nameOf(payment) : id;
    };
    const text = csvOf(
      HEAD.map((name) => t(`csv.${name}`)),
      lines.map((line) => [
        line.at,
        nameOfId(line.paymentId),
        t(`movement.${line.movement}`),
        t(`ledger.${line.source}`),
        t(`ledger.${line.target}`),
        plainOf(line.amountMinor, currency),
        currency,
        line.operation,
      ]),
    );
    saveText(`sealbridge-${contractId}.csv`, text);
  }

  return (
    <>
      <Button
        variant="default"
        size="sm"
        loading={busy}
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        onClick={() => void save()}
      >
        {t("history.csv")}
      </Button>
      <Trouble words={failed ? t("csv.failed") : null} />
    </>
  );
}
