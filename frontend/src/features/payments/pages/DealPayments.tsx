import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { type PaymentPartsFragment, PaymentsOfDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { PlanView } from "../components/PlanView";
import { usePolling } from "../usePolling";

const SOON_MS = 2500;
const LATER_MS = 20_000;

/** The payments of a deal, and the hand-over of what is sealed. */
export function DealPayments() {
  const { t } = useTranslation("payment");
  const { match, standing, again: againFrame } = useDeal();
  const [params] = useSearchParams();
  const [{ data, error }, againHere] = useTypedQuery(
    PaymentsOfDocument,
    { matchId: match.id },
    { fresh: true },
  );
  const again = () => {
    againHere();
    againFrame();
  };
  useNews(againHere, (path) => path.startsWith(`/deals/${match.id}`));
  const plan = data?.paymentsOf;
  // The provider's page opens, and is paid on, without anybody acting here.
  const onPage = plan?.payments.some(
    (each) => each.provider === "STRIPE" && each.state === "INSTRUCTED",
  );
  const soon = onPage && (params.has("returned") || plan?.payments.some(isOpening));
  usePolling(againHere, soon ? SOON_MS : LATER_MS, plan != null);
  // Who may not read them gets an answer too, with nothing in it.
  if (error && !plan) return <ErrorState error={error} retry={againHere} />;
  if (!data) return <PageSkeleton />;
  if (!plan) {
    return (
      <Empty title={t("empty.title")} body={t("empty.body")}>
        <Button component={Link} to={`/deals/${match.id}/contract`} variant="default">
          {t("empty.action")}
        </Button>
      </Empty>
    );
  }
  return (
    <PlanView
      plan={plan}
      match={match}
      standing={standing}
      returned={params.has("returned")}
      again={again}
    />
  );
}

function isOpening({ provider, state, payUrl }: PaymentPartsFragment): boolean {
  return provider === "STRIPE" && state === "INSTRUCTED" && !payUrl;
}
