import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  PaymentPlansDocument,
  type PaymentPlansQuery,
  type PlanHeadFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";
import { csvOf, saveText } from "@/shared/lib/csv";
import { Trouble } from "@/shared/session/Trouble";
import { plainOf } from "../money";
import { useFirms } from "./firms";

const A_PAGE = 50;
const SUMS = ["agreed", "awaited", "held", "paid", "returned"] as const;

/** Hand the list of contracts and where their money lies over as a file for a spreadsheet. */
export function SavePlans() {
  const { t } = useTranslation("payment");
  const fetchPage = useTypedFetch(PaymentPlansDocument);
  const firmsOf = useFirms();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  async function all(): Promise<PlanHeadFragment[] | null> {
    const plans: PlanHeadFragment[] = [];
    let after: string | null = null;
    do {
      const answer = await fetchPage({ first: A_PAGE, after });
      const page: PaymentPlansQuery["paymentPlans"] | undefined = answer.data?.paymentPlans;
      if (!page) return null;
      plans.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    return plans;
  }

  async function save() {
    if (busy) return;
    setBusy(true);
    setFailed(false);
    const plans = await all().finally(() => setBusy(false));
    if (!plans) return setFailed(true);
    const head = [
      t("statements.parties"),
      ...SUMS.map((sum) => t(`statements.${sum}`)),
      t("csv.currency"),
      t("statements.made"),
    ];
    const rows = plans.map((plan) => {
      const { buyer, seller } = firmsOf(plan);
      const sums = SUMS.map((sum) => plainOf(plan.totals[`${sum}Minor`], plan.currency));
      return [`${buyer} → ${seller}`, ...sums, plan.currency, plan.createdAt];
    });
    saveText("sealbridge-statements.csv", csvOf(head, rows));
  }

  return (
    <div>
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
    </div>
  );
}
