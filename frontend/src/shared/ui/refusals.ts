import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import { referenceOf, troubleOf } from "@/shared/graphql/client";
import type { DomainError } from "@/shared/graphql/generated/graphql";
import type errors from "@/shared/i18n/en/errors.json";
import type refusals from "@/shared/i18n/en/refusals.json";

type Refused = Pick<DomainError, "code" | "message" | "field"> & {
  params: readonly { name: string; value: string }[];
};

/** The codes that there are words for; tests hold the server's codes against them. */
type Known = keyof typeof errors | `refusals:${keyof typeof refusals}`;

/** Words that say more than their code, where what came with it allows that. */
function keyOf({ code, field, params }: Refused): string {
  if (code === "too_many" && params.some(({ name }) => name === "max")) return "at_most";
  return code === "taken" && field === "recipient" ? "key_taken" : code;
}

/** Say a size as people read it, where a refusal names one. */
function sizeOf(bytes: string): string {
  const megabytes = Number(bytes) / 1024 ** 2;
  return megabytes >= 1024 ? `${Math.floor(megabytes / 1024)} GB` : `${Math.floor(megabytes)} MB`;
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
  const { t, i18n } = useTranslation(["errors", "refusals"]);
  const staying = (words: string): Refusal => ({ words, signedOut: false });
  function ofDomain(error: Refused): Refusal {
    const code = keyOf(error);
    // What only people at work may hear is fetched with their pages.
    const key = [code, `refusals:${code}`].find((each) => i18n.exists(each, { ns: "errors" }));
    if (!key) {
      return staying(t("unknown", { message: error.message }));
    }
    const missing = error.params.map((each) => each.value).join(", ");
    const values = Object.fromEntries(error.params.map(({ name, value }) => [name, value]));
    if (code === "too_large") values.max = sizeOf(values.max ?? "");
    const words = t(key as Known, { field: error.field ?? "", missing, ...values });
    return { words, signedOut: error.code === "unauthenticated", field: error.field ?? null };
  }
  function ofTransport(error: CombinedError): Refusal {
    const trouble = troubleOf(error);
    if (trouble === "sign_in") return { words: t("unauthenticated"), signedOut: true };
    if (trouble === "forbidden") return staying(t("not_allowed"));
    if (trouble === "offline") return staying(t("offline"));
    if (trouble === "search") return staying(t("search_unavailable"));
    const reference = referenceOf(error);
    return staying(reference ? t("server", { reference }) : t("serverPlain"));
  }
  return { ofDomain, ofTransport };
}
