import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import {
  type Language,
  TechnologiesToSealDocument,
  type TechnologiesToSealQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import type { Purpose } from "./useSealing";
import styles from "./wizard.module.css";

export type OfTechnology = Exclude<Purpose, { demandId: string }>;

interface PurposeFieldProps {
  value: OfTechnology;
  onChange: (value: OfTechnology) => void;
  /** Leaves out the choice to tie it another time. */
  now?: boolean;
}

type Row = TechnologiesToSealQuery["technologies"]["nodes"][number];

/** Which technology the deposit holds; a new one unless something else is chosen. */
export function PurposeField({ value, onChange, now = false }: PurposeFieldProps) {
  const { t, i18n } = useTranslation("vault");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data }] = useTypedQuery(TechnologiesToSealDocument, { language }, { fresh: true });
  const open = (data?.technologies.nodes ?? []).filter(({ state }) => state !== "WITHDRAWN");
  const nameOf = (row: Row) => row.summary?.title || row.card.area || t("purpose.untitled");
  return (
    <div className={styles.purpose}>
      <NativeSelect
        label={t("purpose.label")}
        description={t("purpose.help")}
        value={typeof value === "string" ? value : value.technologyId}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(chosen === "new" || chosen === "later" ? chosen : { technologyId: chosen });
        }}
        data={[
          { value: "new", label: t("purpose.new") },
          ...open.map((row) => ({ value: row.id, label: nameOf(row) })),
          ...(now ? [] : [{ value: "later", label: t("purpose.later") }]),
        ]}
      />
    </div>
  );
}
