import { useTranslation } from "react-i18next";
import { useRefusals } from "@/shared/ui/refusals";

/** What only a transfer can fail of; everything else is said like any other refusal. */
const CODES = [
  "offline",
  "server",
  "not_found",
  "transfer_expired",
  "transfer_ended",
  "transfer_busy",
  "unknown",
] as const;

interface Failure {
  code: string | null;
  params: Readonly<Record<string, string>>;
}

/** Say why a file did not arrive. */
export function useEndWords(): (failure: Failure) => string {
  const { t } = useTranslation("transfer");
  const refusals = useRefusals();
  return ({ code, params }) => {
    const own = CODES.find((each) => each === (code ?? "unknown"));
    if (own) return t(`code.${own}`);
    const given = Object.entries(params).map(([name, value]) => ({ name, value }));
    return refusals.ofDomain({ code: code ?? "", field: null, message: "", params: given }).words;
  };
}
