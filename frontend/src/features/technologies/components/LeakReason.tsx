import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OverrideLeakReportDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";

interface LeakReasonProps {
  technologyId: string;
  reportId: string;
  onDone: () => void;
  onStale: () => void;
  onClose: () => void;
}

/** Ask why the market may see words that stand in the sealed deposit too. */
export function LeakReason({ technologyId, reportId, onDone, onStale, onClose }: LeakReasonProps) {
  const { t } = useTranslation("sealing");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [, override] = useTypedMutation(OverrideLeakReportDocument);
  const refusals = useRefusals();

  async function confirm(reason: string) {
    const answer = await override({ id: technologyId, reportId, reason });
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) setRefusal(refusals.ofTransport(answer.error));
    else if (refused) {
      setRefusal(refusals.ofDomain(refused));
      if (refused.code === "stale_state") onStale();
    } else onDone();
  }

  return (
    <ConfirmByConsequence
      title={t("confirm.title")}
      consequences={[t("confirm.one"), t("confirm.two")]}
      undoable={false}
      action={t("explain")}
      reason={{
        label: t("confirm.label"),
        help: t("confirm.help"),
        needed: t("confirm.needed"),
      }}
      refusal={refusal}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
