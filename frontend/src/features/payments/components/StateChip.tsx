import { useTranslation } from "react-i18next";
import type { PaymentPartsFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { TONES } from "../progress";

/** How far a payment is; only what a bank or registered provider keeps is called held. */
export function StateChip({ payment }: { payment: PaymentPartsFragment }) {
  const { t } = useTranslation("payment");
  const { state, keeper } = payment;
  const inCustody = state === "HELD" && keeper === "CUSTODIAN";
  return <Chip tone={TONES[state]}>{inCustody ? t("stateInCustody") : t(`state.${state}`)}</Chip>;
}
