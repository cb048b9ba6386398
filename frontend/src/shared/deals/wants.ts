import { useTranslation } from "react-i18next";
import type { WantedDemandFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/money";

type Wanting = Pick<
  WantedDemandFragment,
  "trlMin" | "trlMax" | "budgetMin" | "budgetMax" | "currency" | "deadline"
>;

/** Say readiness, budget and deadline of a demand in words. */
export function useWants(demand: Wanting) {
  const { t, i18n } = useTranslation(["demand", "terms", "common"]);
  const { trlMin, trlMax, budgetMin, budgetMax, currency, deadline } = demand;

  let readiness: string | null = null;
  if (trlMin && trlMax) readiness = t("terms:trl.range", { from: trlMin, to: trlMax });
  else if (trlMin) readiness = t("terms:trl.from", { from: trlMin });
  else if (trlMax) readiness = t("terms:trl.to", { to: trlMax });

  const money = (minor: string) => formatMoney(minor, currency ?? "KRW", i18n.language);
  let budget: string | null = null;
  if (budgetMin && budgetMax) {
    const [min, max] = [money(budgetMin), money(budgetMax)];
    // Where the currency stands first, once is enough.
    const named = `${currency ?? "KRW"} `;
    const twice = min.startsWith(named) && max.startsWith(named);
    budget = t("budgetRange", { min, max: twice ? max.slice(named.length) : max });
  } else if (budgetMax) budget = t("budgetUpTo", { max: money(budgetMax) });
  else if (budgetMin) budget = t("budgetFrom", { min: money(budgetMin) });

  return { readiness, budget, deadline: deadline ? formatDay(deadline, i18n.language) : null };
}
