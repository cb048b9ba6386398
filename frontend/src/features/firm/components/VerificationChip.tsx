import { useTranslation } from "react-i18next";
import type { Verification } from "@/shared/graphql/generated/graphql";
import { Chip, type Tone } from "@/shared/ui/Chip";

const TONES: Record<Verification, Tone> = {
  UNVERIFIED: "plain",
  PENDING: "amber",
  VERIFIED: "seal",
  REJECTED: "red",
};

/** How far a firm's check is. */
export function VerificationChip({ verification }: { verification: Verification }) {
  const { t } = useTranslation("terms");
  return <Chip tone={TONES[verification]}>{t(`verification.${verification}`)}</Chip>;
}
