import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { countFilters, EMPTY, type MarketAddress } from "../address";
import styles from "./ActiveFilters.module.css";

interface ActiveFiltersProps {
  address: MarketAddress;
  onChange: (next: MarketAddress) => void;
}

interface Active {
  name: string;
  without: MarketAddress;
}

/** The filters in use as chips, each of which takes itself away. */
export function ActiveFilters({ address, onChange }: ActiveFiltersProps) {
  const { t } = useTranslation(["market", "terms"]);
  if (countFilters(address) === 0) return null;

  const { trlMin, trlMax } = address;
  const active: Active[] = [
    ...address.industries.map((each) => ({
      name: t(`terms:industry.${each}`),
      without: { ...address, industries: address.industries.filter((other) => other !== each) },
    })),
    ...address.modes.map((each) => ({
      name: t(`terms:mode.${each}`),
      without: { ...address, modes: address.modes.filter((other) => other !== each) },
    })),
    ...address.origins.map((each) => ({
      name: t(`terms:origin.${each}`),
      without: { ...address, origins: address.origins.filter((other) => other !== each) },
    })),
    ...address.regions.map((each) => ({
      name: t(`region.${each}`),
      without: { ...address, regions: address.regions.filter((other) => other !== each) },
    })),
  ];
  if (trlMin !== null || trlMax !== null) {
    let name = t("terms:trl.range", { from: trlMin, to: trlMax });
    if (trlMax === null) name = t("terms:trl.from", { from: trlMin });
    else if (trlMin === null) name = t("terms:trl.to", { to: trlMax });
    active.unshift({ name, without: { ...address, trlMin: null, trlMax: null } });
  }

  return (
    <ul className={styles.list} aria-label={t("filters.active")}>
      {active.map(({ name, without }) => (
        <li key={name}>
          <button
            type="button"
            className={styles.chip}
            aria-label={t("filters.remove", { name })}
            onClick={() => onChange(without)}
          >
            {name}
            <IconX size={14} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className={styles.clear}
          onClick={() => onChange({ ...EMPTY, text: address.text, like: address.like })}
        >
          {t("filters.clear")}
        </button>
      </li>
    </ul>
  );
}
