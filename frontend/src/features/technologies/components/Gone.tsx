import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/states";
import { EMPTY, type MarketAddress } from "../address";

/** What is searched by is no longer there, or not for this reader. */
export function Gone({ onChange }: { onChange: (next: MarketAddress) => void }) {
  const { t } = useTranslation("market");
  return (
    <Empty title={t("like.gone")} body={t("like.goneBody")}>
      <Button variant="default" onClick={() => onChange(EMPTY)}>
        {t("like.clear")}
      </Button>
    </Empty>
  );
}
