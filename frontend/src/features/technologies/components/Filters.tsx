import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { INDUSTRIES, LEVELS, type MarketAddress, MODES, ORIGINS, REGIONS } from "../address";
import styles from "./Filters.module.css";
import { type FacetCounts, useCountWords } from "./facets";

interface FiltersProps {
  address: MarketAddress;
  /** How many offers there are of each; null until they are counted. */
  counts: FacetCounts | null;
  onChange: (next: MarketAddress) => void;
}

function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

/** The filters: readiness, transfer mode, industry, source, and region for who reads summaries. */
export function Filters({ address, counts, onChange }: FiltersProps) {
  const { t } = useTranslation(["market", "terms"]);
  const words = useCountWords(counts);
  return (
    <div className={styles.filters}>
      <Group title={t("terms:trl.label")}>
        <div className={styles.range}>
          <LevelSelect
            label={t("filters.trlFrom")}
            value={address.trlMin}
            onChange={(trlMin) => onChange({ ...address, trlMin })}
          />
          <LevelSelect
            label={t("filters.trlTo")}
            value={address.trlMax}
            onChange={(trlMax) => onChange({ ...address, trlMax })}
          />
        </div>
        <Unstated words={words.unstated(counts?.withoutLevel)} />
      </Group>
      <Group title={t("terms:mode.label")}>
        {MODES.map((mode) => (
          <Tick
            key={mode}
            label={t(`terms:mode.${mode}`)}
            count={words.count(counts?.modes[mode])}
            checked={address.modes.includes(mode)}
            onChange={() => onChange({ ...address, modes: toggled(address.modes, mode) })}
          />
        ))}
        <Unstated words={words.unstated(counts?.withoutModes)} />
      </Group>
      <Group title={t("terms:industry.label")}>
        {INDUSTRIES.map((industry) => (
          <Tick
            key={industry}
            label={t(`terms:industry.${industry}`)}
            count={words.count(counts?.industries[industry])}
            checked={address.industries.includes(industry)}
            onChange={() =>
              onChange({ ...address, industries: toggled(address.industries, industry) })
            }
          />
        ))}
      </Group>
      <Group title={t("terms:origin.label")}>
        {ORIGINS.map((origin) => (
          <Tick
            key={origin}
            label={t(`terms:origin.${origin}`)}
            count={words.count(counts?.origins[origin])}
            checked={address.origins.includes(origin)}
            onChange={() => onChange({ ...address, origins: toggled(address.origins, origin) })}
          />
        ))}
      </Group>
      {counts?.regions ? (
        <Group title={t("filters.region")}>
          {REGIONS.map((region) => (
            <Tick
              key={region}
              label={t(`region.${region}`)}
              count={words.count(counts.regions?.[region])}
              checked={address.regions.includes(region)}
              onChange={() => onChange({ ...address, regions: toggled(address.regions, region) })}
            />
          ))}
          <Unstated words={words.unstated(counts.withoutRegions)} />
        </Group>
      ) : null}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** What passes a filter without stating what it asks for. */
function Unstated({ words }: { words: string | null }) {
  return words ? <p className={styles.unstated}>{words}</p> : null;
}

interface TickProps {
  label: string;
  count: string | null;
  checked: boolean;
  onChange: () => void;
}

/** A box to tick, as light as can be: nineteen of them stand beside every answer of the market. */
function Tick({ label, count, checked, onChange }: TickProps) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" aria-label={label} checked={checked} onChange={onChange} />
      <span>{label}</span>
      {count === null ? null : <span className={styles.count}>{count}</span>}
    </label>
  );
}

interface LevelSelectProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

function LevelSelect({ label, value, onChange }: LevelSelectProps) {
  const { t } = useTranslation(["market", "terms"]);
  return (
    <NativeSelect
      label={label}
      size="sm"
      value={value === null ? "" : String(value)}
      onChange={(event) =>
        onChange(event.currentTarget.value ? Number(event.currentTarget.value) : null)
      }
      data={[
        { value: "", label: t("filters.any") },
        ...LEVELS.map((level) => ({
          value: String(level),
          label: t("terms:trl.value", { level }),
        })),
      ]}
    />
  );
}
