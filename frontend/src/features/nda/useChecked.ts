import { useTranslation } from "react-i18next";
import type { Flat } from "@/shared/drafting/merge";
import type { Problem } from "@/shared/session/outcomes";

const MOST = { months: 120, returnDays: 365 } as const;

/** Look at what is typed before it is sent; the server looks again. */
export function useChecked(): (fields: Flat) => Problem[] {
  const { t } = useTranslation("nda");
  return (fields) => {
    const found: Problem[] = [];
    if ((fields.purpose ?? "").trim() === "")
      found.push({ field: "purpose", words: t("fault.purpose") });
    for (const name of ["months", "returnDays"] as const) {
      const value = Number(fields[name]);
      if (!Number.isInteger(value) || value < 1 || value > MOST[name])
        found.push({ field: name, words: t("fault.number", { most: MOST[name] }) });
    }
    return found;
  };
}
