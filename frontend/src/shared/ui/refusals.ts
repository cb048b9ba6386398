import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import { referenceOf, troubleOf } from "@/shared/graphql/client";
import type { DomainError } from "@/shared/graphql/generated/graphql";

type Refused = Pick<DomainError, "code" | "message" | "field"> & {
  params: readonly { name: string; value: string }[];
};

const KNOWN = [
  "not_allowed",
  "unauthenticated",
  "not_found",
  "stale_state",
  "invalid",
  "required",
  "too_long",
  "too_many",
  "out_of_range",
  "not_a_choice",
  "hidden_characters",
  "incomplete",
  "wrong_order",
  "in_the_past",
  "names_firm",
  "rate_limited",
  "not_possible",
  "open_already",
  "declined_recently",
  "too_many_requests",
  "not_on_the_market",
  "too_many_drafts",
  "zero_score",
  "reason_needed",
  "review_barred",
  "repeated",
  "conflict",
] as const;
type Known = (typeof KNOWN)[number];

function isKnown(code: string): code is Known {
  return (KNOWN as readonly string[]).includes(code);
}

export interface Refusal {
  words: string;
  /** Signing in again is the way on. */
  signedOut: boolean;
  /** The input that it is about, where it is about one. */
  field?: string | null;
}

/** Say in the page's language why the server refused, or why it was not reached. */
export function useRefusals() {
  const { t } = useTranslation("errors");
  const staying = (words: string): Refusal => ({ words, signedOut: false });
  function ofDomain(error: Refused): Refusal {
    if (!isKnown(error.code)) return staying(t("unknown", { message: error.message }));
    const missing = error.params.map((each) => each.value).join(", ");
    const values = Object.fromEntries(error.params.map(({ name, value }) => [name, value]));
    const words = t(error.code, { field: error.field ?? "", missing, ...values });
    return { words, signedOut: error.code === "unauthenticated", field: error.field ?? null };
  }
  function ofTransport(error: CombinedError): Refusal {
    const trouble = troubleOf(error);
    if (trouble === "sign_in") return { words: t("unauthenticated"), signedOut: true };
    if (trouble === "forbidden") return staying(t("not_allowed"));
    if (trouble === "offline") return staying(t("offline"));
    const reference = referenceOf(error);
    return staying(reference ? t("server", { reference }) : t("serverPlain"));
  }
  return { ofDomain, ofTransport };
}
