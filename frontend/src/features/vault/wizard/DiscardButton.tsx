import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import {
  DepositDocument,
  type DepositPartsFragment,
  DiscardDepositDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedFetch, useTypedMutation } from "@/shared/graphql/operations";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";

/** Give up a deposit that is not sealed. */
export function DiscardButton({ deposit }: { deposit: DepositPartsFragment }) {
  const { t } = useTranslation("vault");
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const read = useTypedFetch(DepositDocument);
  const [, discard] = useTypedMutation(DiscardDepositDocument);
  const refusals = useRefusals();

  async function confirm() {
    const { id } = deposit;
    const now = await read({ id });
    const revision = now.data?.deposit?.revision ?? deposit.revision;
    const answer = await discard({ id, revision });
    const first = answer.data?.outcome?.errors[0];
    if (answer.error) setRefusal(refusals.ofTransport(answer.error));
    else if (first) setRefusal(refusals.ofDomain(first));
    else await navigate("/vault", { state: { done: t("discard.done") } });
  }

  return (
    <div>
      <Button variant="subtle" color="gray" size="compact-md" onClick={() => setAsking(true)}>
        {t("discard.action")}
      </Button>
      {asking ? (
        <ConfirmByConsequence
          title={t("discard.title")}
          consequences={[t("discard.one"), t("discard.two")]}
          undoable={false}
          danger
          action={t("discard.action")}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
