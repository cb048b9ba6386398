import { type Language, NdaTemplatesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";

/** Give the newest template of a code in a language; null until it is there. */
export function useTemplate(code: string, language: Language) {
  const [{ data }] = useTypedQuery(NdaTemplatesDocument, {});
  return (
    data?.ndaTemplates.find((each) => each.code === code && each.language === language) ?? null
  );
}
