import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import {
  KnownBeforeDocument,
  type Language,
  PublishDemandDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import { useDemandFieldNames } from "./fieldNames";
import type { Remark } from "./remarks";
import type { WrittenDemand } from "./useDemand";

interface PublishWindowProps {
  writing: WrittenDemand;
  language: Language;
  /** What is left as it is, though it gives something away. */
  left: readonly Remark[];
  /** Called with the field that the server found wrong. */
  onFault: (field: string) => void;
  onClose: () => void;
}

/** Publish the demand as it is saved; its page of matches follows. */
export function PublishWindow({ writing, language, left, onFault, onClose }: PublishWindowProps) {
  const { t } = useTranslation(["offer", "demand"]);
  const navigate = useNavigate();
  const nameOf = useDemandFieldNames();
  const refusals = useRefusals();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [, publish] = useTypedMutation(PublishDemandDocument);
  const [{ data }] = useTypedQuery(KnownBeforeDocument, { id: writing.id ?? "" });
  const number = data?.demand?.seal?.depositNumber;

  async function confirm() {
    const revision = writing.revision();
    if (!writing.id || revision === null) return;
    const answer = await publish({ id: writing.id, revision, language });
    const errors = answer.data?.outcome?.errors ?? [];
    const first = errors[0];
    if (answer.error) setRefusal(refusals.ofTransport(answer.error));
    else if (first?.field) {
      onClose();
      writing.setErrors(errors);
      onFault(first.field);
    } else if (first) setRefusal(refusals.ofDomain(first));
    else {
      await navigate(`/demands/${writing.id}/matches`, {
        state: { done: t("demand:done.publish") },
      });
    }
  }

  return (
    <ConfirmByConsequence
      title={t("demand:confirm.publish.title")}
      consequences={[
        t("demand:confirm.publish.one"),
        t("demand:confirm.publish.two"),
        t("demand:confirm.publish.three"),
        ...(number ? [t("demand:confirm.publish.sealed", { number })] : []),
        ...left.map(({ words, field }) => t("check.left", { words, field: nameOf(field) })),
      ]}
      undoable={false}
      action={t("demand:action.publish")}
      refusal={refusal}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
