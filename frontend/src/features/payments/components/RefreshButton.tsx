import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type PaymentPartsFragment,
  RefreshPaymentDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";

/** Have the provider asked what became of its page; it changes nothing there, so nothing is asked. */
export function RefreshButton({ payment, name }: { payment: PaymentPartsFragment; name: string }) {
  const { t } = useTranslation("payment");
  const [, refresh] = useTypedMutation(RefreshPaymentDocument);
  const { ofMutation } = useOutcomes();
  const act = useAct();
  const [asked, setAsked] = useState(false);

  async function ask() {
    const { id, revision } = payment;
    const done = await act.run(async () => ofMutation(await refresh({ id, revision })));
    setAsked(done !== null);
  }

  return (
    <>
      <Button
        variant="default"
        loading={act.busy}
        onClick={() => void ask()}
        aria-label={`${t("act.REFRESH.name")}: ${name}`}
      >
        {t("act.REFRESH.name")}
      </Button>
      <Done words={asked ? t("act.REFRESH.done") : null} />
      <Trouble words={act.words} />
      {act.window}
    </>
  );
}
