import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DemandsToSealDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import type { Purpose } from "./useSealing";
import styles from "./wizard.module.css";

type OfDemand = { demandId: string } | "later";

interface DemandFieldProps {
  value: Purpose;
  onChange: (value: OfDemand) => void;
}

/** Which draft of a demand is sealed with the deposit; none unless one is chosen. */
export function DemandField({ value, onChange }: DemandFieldProps) {
  const { t, i18n } = useTranslation("vault");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data }] = useTypedQuery(DemandsToSealDocument, { language }, { fresh: true });
  const drafts = (data?.demands.nodes ?? []).filter(
    ({ state, canEdit }) => state === "DRAFT" && canEdit,
  );
  return (
    <div className={styles.purpose}>
      <NativeSelect
        label={t("asking.purpose.label")}
        description={t("asking.purpose.help")}
        value={typeof value === "object" && "demandId" in value ? value.demandId : "later"}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(chosen === "later" ? "later" : { demandId: chosen });
        }}
        data={[
          { value: "later", label: t("purpose.later") },
          ...drafts.map(({ id, text }) => ({
            value: id,
            label: text.title || t("asking.purpose.untitled"),
          })),
        ]}
      />
    </div>
  );
}
