import { useTranslation } from "react-i18next";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import type { Clause } from "./ClauseList";
import type { ClauseActs } from "./useClauses";

interface RemoveClauseProps {
  clause: Clause;
  acts: ClauseActs;
  onClose: () => void;
}

/** Ask by consequence, and for the reason, before a clause is left out. */
export function RemoveClause({ clause, acts, onClose }: RemoveClauseProps) {
  const { t } = useTranslation("contract");
  const { title, protective } = clause;
  const field = acts.doing.problems.find((each) => each.field === "reason");
  const words = field?.words ?? acts.doing.words;
  return (
    <ConfirmByConsequence
      title={t("confirm.remove.title", { clause: title })}
      consequences={[
        ...(protective ? [t("confirm.remove.coordinator")] : []),
        t("confirm.remove.seen"),
        t("confirm.remove.back"),
      ]}
      undoable
      action={t("clause.remove")}
      reason={{
        label: t("confirm.remove.reason"),
        help: t("confirm.remove.help"),
        needed: t("confirm.remove.needed"),
        optional: !protective,
        most: 500,
      }}
      refusal={words ? { words, signedOut: false, field: field ? "reason" : null } : null}
      onConfirm={async (reason) => {
        if (await acts.set(clause, false, reason)) onClose();
      }}
      onClose={onClose}
    />
  );
}
