import { useTranslation } from "react-i18next";
import type { ErrorPartsFragment } from "@/shared/graphql/generated/graphql";
import { useRefusals } from "@/shared/ui/refusals";

const AT_FIELDS = [
  "required",
  "too_many",
  "out_of_range",
  "not_a_choice",
  "hidden_characters",
  "invalid",
  "ipc_form",
  "ksic_form",
  "names_firm",
  "wrong_order",
  "in_the_past",
] as const;
type AtField = (typeof AT_FIELDS)[number];

/** Say beside a field what is wrong with it, by the server's answer. */
export function useFaults(errors: readonly ErrorPartsFragment[]) {
  const { t } = useTranslation("offer");
  const refusals = useRefusals();
  return (field: string): string | null => {
    const found = errors.find((each) => each.field === field);
    if (!found) return null;
    const value = (name: string) => found.params.find((each) => each.name === name)?.value ?? "";
    if (found.code === "too_long") return t("fault.too_long_server", { max: value("max") });
    if (found.code === "incomplete") return t("fault.required");
    const known = AT_FIELDS.find((each) => each === found.code) as AtField | undefined;
    if (!known) return refusals.ofDomain(found).words;
    return t(`fault.${known}`, {
      found: value("found"),
      max: value("max"),
      min: value("min"),
    });
  };
}
