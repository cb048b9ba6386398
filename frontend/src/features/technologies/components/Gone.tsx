import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import { Empty } from "@/shared/ui/states";
import { EMPTY, type MarketAddress } from "../address";

/** Why an address asks for what this reader cannot be answered; null for any other trouble. */
export function closedReason(error: CombinedError): "gone" | "regions" | null {
  const codes = error.graphQLErrors.map(({ extensions }) => extensions.code);
  if (codes.includes("not_found")) return "gone";
  return codes.includes("not_allowed") ? "regions" : null;
}

interface GoneProps {
  reason: "gone" | "regions";
  address: MarketAddress;
  onChange: (next: MarketAddress) => void;
}

/** The technology that is searched by is not here, or regions are not told to this reader. */
export function Gone({ reason, address, onChange }: GoneProps) {
  const { t } = useTranslation("market");
  if (reason === "regions") {
    return (
      <Empty title={t("filters.regionClosed")}>
        <Button variant="default" onClick={() => onChange({ ...address, regions: [] })}>
          {t("filters.regionClear")}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title={t("like.gone")} body={t("like.goneBody")}>
      <Button variant="default" onClick={() => onChange(EMPTY)}>
        {t("like.clear")}
      </Button>
    </Empty>
  );
}
