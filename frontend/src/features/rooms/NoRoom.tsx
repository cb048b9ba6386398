import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import type { Stage } from "@/shared/graphql/generated/graphql";
import { Empty } from "@/shared/ui/states";

const OPENED_BY_NDA = ["S3", "S4", "S5"] as const satisfies readonly Stage[];

/** Before the room opens: what opens it, and the way there. */
export function NoRoom({ of }: { of: "messages" | "documents" }) {
  const { t } = useTranslation("room");
  const { match, standing } = useDeal();
  const way = match.state === "MATCHED" && match.side;
  // Somebody of the firm already sees what only a signed NDA opens.
  const signed = OPENED_BY_NDA.some((stage) => stage === standing.buyerSees);
  if (way && signed) return <Empty title={t("none.notYours")} body={t("none.notYoursBody")} />;
  return (
    <Empty title={t(`none.${of}`)} body={t(way ? "none.body" : "none.later")}>
      {way ? (
        <Button component={Link} to={`/deals/${match.id}/nda`} variant="default">
          {t("none.action")}
        </Button>
      ) : null}
    </Empty>
  );
}
