import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Sheet } from "@/shared/ui/Window";
import type { MarketAddress } from "../address";
import styles from "./FilterDrawer.module.css";
import { Filters } from "./Filters";
import type { FacetCounts } from "./facets";

interface FilterDrawerProps {
  address: MarketAddress;
  counts: FacetCounts | null;
  onChange: (next: MarketAddress) => void;
  onClose: () => void;
}

/** The filters on a phone, with the way back to the results under the thumb. */
export function FilterDrawer({ address, counts, onChange, onClose }: FilterDrawerProps) {
  const { t } = useTranslation("market");
  return (
    <Sheet title={t("filters.title")} from="bottom" onClose={onClose}>
      <Filters address={address} counts={counts} onChange={onChange} />
      <div className={styles.foot}>
        <Button fullWidth size="md" onClick={onClose}>
          {t("filters.show")}
        </Button>
      </div>
    </Sheet>
  );
}
