import type { TFunction } from "i18next";
import type { FitCriterion, Industry, TransferMode } from "@/shared/graphql/generated/graphql";

const INDUSTRY = /^[A-Z_]+$/;

/** Say a wanted or offered value in the page's language; ranges and unknown words stay as sent. */
export function offeredWords(
  t: TFunction<["demand", "terms", "common"]>,
  criterion: FitCriterion,
  value: string,
): string {
  if (value === "") return t("common:notStated");
  if (criterion === "TRL") {
    const [, from, to] = /^(\d)-(\d)$/.exec(value) ?? [];
    if (from && to) return t("terms:trl.range", { from, to });
    return /^\d/.test(value) ? t("terms:trl.value", { level: value }) : value;
  }
  return value
    .split(/,\s*/)
    .map((part) => {
      const name = part.toUpperCase();
      if (!INDUSTRY.test(name)) return part;
      return criterion === "INDUSTRY"
        ? t(`terms:industry.${name as Industry}`, { defaultValue: part })
        : t(`terms:mode.${name as TransferMode}`, { defaultValue: part });
    })
    .join(", ");
}
