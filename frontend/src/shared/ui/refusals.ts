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
] as const;
type Known = (typeof KNOWN)[number];

function isKnown(code: string): code is Known {
  return (KNOWN as readonly string[]).includes(code);
}

/** Say in the page's language why the server refused, or why it was not reached. */
export function useRefusals() {
  const { t } = useTranslation("errors");
  function ofDomain(error: Refused): string {
    if (!isKnown(error.code)) return t("unknown", { message: error.message });
    const missing = error.params.map((each) => each.value).join(", ");
    return t(error.code, { field: error.field ?? "", missing });
  }
  function ofTransport(error: CombinedError): string {
    const trouble = troubleOf(error);
    if (trouble === "sign_in") return t("unauthenticated");
    if (trouble === "forbidden") return t("not_allowed");
    if (trouble === "offline") return t("offline");
    return t("server", { reference: referenceOf(error) ?? "" });
  }
  return { ofDomain, ofTransport };
}
