import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { Empty } from "@/shared/ui/states";

/** Before the room opens: what opens it, and the way there. */
export function NoRoom({ of }: { of: "messages" | "documents" }) {
  const { t } = useTranslation("room");
  const { match, standing } = useDeal();
  const way = match.state === "MATCHED" && match.side;
  const signed = standing.parts.some(({ place, state }) => place === "NDA" && state === "DONE");
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
