import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import type { TermsBarrier } from "@/shared/graphql/generated/graphql";
import { Empty } from "@/shared/ui/states";
import { useSides } from "./useSides";

interface NoTermsProps {
  deal: string;
  canOffer: boolean;
  barrier: TermsBarrier | null;
}

/** Before the first offer: what terms are, and what opens them. */
export function NoTerms({ deal, canOffer, barrier }: NoTermsProps) {
  const { t } = useTranslation("sheet");
  const { side } = useSides();
  const first = useDeal().standing.place === "TERMS" ? "filled" : "default";
  const body = ((): string => {
    if (canOffer || !barrier) return t("empty.body");
    return t(side === null && barrier === "ROLE" ? "empty.COORDINATOR" : `empty.${barrier}`);
  })();
  return (
    <Empty title={t("empty.title")} body={body}>
      {canOffer ? (
        <Button component={Link} to={`/deals/${deal}/terms/write`} variant={first}>
          {t("act.offer")}
        </Button>
      ) : null}
      {barrier === "NO_ROOM" ? (
        <Button component={Link} to={`/deals/${deal}/nda`} variant="default">
          {t("empty.toNda")}
        </Button>
      ) : null}
    </Empty>
  );
}
