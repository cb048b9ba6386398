/** What of several technologies stands side by side, and in what they differ. */
import type { TFunction } from "i18next";
import type { ComparedPartsFragment } from "@/shared/graphql/generated/graphql";

export interface ComparedRow {
  name: string;
  /** One for each technology, in their order. */
  values: readonly { text: string; lang: string | null }[];
  /** Whether facts differ; texts always do, and are not marked. */
  differs: boolean;
  isText: boolean;
}

const TEXTS = [
  "advantages",
  "specification",
  "comparison",
  "proofAvailable",
  "fieldOfUse",
  "partnerSought",
] as const;

/** Set facts and texts of technologies side by side; what none of them states is left out. */
export function comparedRows(
  technologies: readonly ComparedPartsFragment[],
  t: TFunction<["compare", "technology", "terms", "common", "market"]>,
): ComparedRow[] {
  const fact = (name: string, of: (each: ComparedPartsFragment) => string): ComparedRow => {
    const values = technologies.map((each) => of(each));
    return {
      name,
      values: values.map((text) => ({ text, lang: null })),
      differs: new Set(values).size > 1,
      isText: false,
    };
  };
  const text = (
    name: string,
    of: (each: ComparedPartsFragment) => { text: string; language: string } | null,
  ): ComparedRow => {
    const values = technologies.map((each) => {
      const found = of(each);
      return { text: found?.text ?? "", lang: found?.language.toLowerCase() ?? null };
    });
    const differs = new Set(values.map((each) => each.text)).size > 1;
    return { name, values, differs, isText: true };
  };
  const rows = [
    fact(t("terms:industry.label"), ({ card }) =>
      card.industry ? t(`terms:industry.${card.industry}`) : "",
    ),
    fact(t("terms:trl.label"), ({ card }) =>
      card.trl ? t("terms:trl.value", { level: card.trl }) : "",
    ),
    fact(t("terms:mode.label"), ({ card }) =>
      card.transferModes
        .map((mode) => t(`terms:mode.${mode}`))
        .sort()
        .join(", "),
    ),
    fact(t("compare:row.sealed"), ({ card }) =>
      card.sealed ? t("compare:sealedYes") : t("compare:sealedNo"),
    ),
    fact(t("terms:origin.label"), ({ origin }) => t(`terms:origin.${origin}`)),
    fact(t("terms:year.label"), ({ card }) => (card.year ? String(card.year) : "")),
    text(t("technology:card.area"), ({ card }) => ({ text: card.area, language: card.language })),
    text(t("technology:card.problem"), ({ card }) => ({
      text: card.problem,
      language: card.language,
    })),
    fact(t("compare:row.ip"), ({ summary }) =>
      summary?.ipStatus ? t(`terms:ip.${summary.ipStatus}`) : "",
    ),
    text(t("compare:row.summary"), ({ summary }) =>
      summary ? { text: summary.summary, language: summary.language } : null,
    ),
    ...TEXTS.map((name) =>
      text(t(`technology:summary.${name}`), ({ summary }) =>
        summary ? { text: summary[name], language: summary.language } : null,
      ),
    ),
  ];
  return rows.filter((row) => row.values.some((each) => each.text !== ""));
}
