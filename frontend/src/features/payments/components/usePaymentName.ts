import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment } from "@/shared/graphql/generated/graphql";

type Named = Pick<PaymentPartsFragment, "kind" | "position" | "title">;

/** Name a payment by its milestone where the reader has it, else by its place in the plan. */
export function usePaymentName(): (payment: Named) => string {
  const { t } = useTranslation("payment");
  return ({ kind, position, title }) =>
    title || (kind === "UPFRONT" ? t("kind.UPFRONT") : t("kind.MILESTONE", { number: position }));
}
