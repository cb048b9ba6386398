import { useTranslation } from "react-i18next";
import type {
  ImportPlanPartsFragment,
  WordsPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { DataTable } from "@/shared/ui/DataTable";
import { useRefusals } from "@/shared/ui/refusals";

const TONES = { NEW: "seal", CHANGED: "blue", UNCHANGED: "plain", WRONG: "red" } as const;

/** How many lines of a table do what. */
export function countsOf({ rows }: ImportPlanPartsFragment) {
  const count = (effect: string) => rows.filter((row) => row.effect === effect).length;
  return {
    fresh: count("NEW"),
    changed: count("CHANGED"),
    same: count("UNCHANGED"),
    wrong: count("WRONG"),
  };
}

/** Each line of a table that does something, and what; lines that say what is there stay away. */
export function PlanTable({ plan }: { plan: ImportPlanPartsFragment }) {
  const { t } = useTranslation("words");
  const refusals = useRefusals();
  const rows = plan.rows.filter(({ effect }) => effect !== "UNCHANGED");
  if (rows.length === 0) return null;
  return (
    <DataTable
      label={t("import.show")}
      rows={rows}
      keyOf={({ line }) => String(line)}
      toneOf={({ effect }) => (effect === "WRONG" ? "failed" : undefined)}
      columns={[
        { key: "line", name: t("import.line"), cell: ({ line }) => line, narrow: true },
        {
          key: "effect",
          name: t("import.effect"),
          cell: ({ effect }) => <Chip tone={TONES[effect]}>{t(`import.${effect}`)}</Chip>,
          narrow: true,
        },
        {
          key: "words",
          name: t("import.words"),
          heads: true,
          cell: ({ words, before, error }) => (
            <>
              {words ? <p>{told(words)}</p> : null}
              {before ? (
                <p className="sb-small sb-muted">{t("import.was", { words: told(before) })}</p>
              ) : null}
              {error ? <p className="sb-small">{refusals.ofDomain(error).words}</p> : null}
            </>
          ),
        },
      ]}
    />
  );
}

function told({ korean, english, note }: WordsPartsFragment): string {
  const both = `${korean.join(", ")} = ${english.join(", ")}`;
  return note ? `${both} (${note})` : both;
}
