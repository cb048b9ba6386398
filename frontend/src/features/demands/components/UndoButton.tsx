import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { UndoJudgementDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useRefusals } from "@/shared/ui/refusals";

interface UndoButtonProps {
  demandId: string;
  technologyId: string;
  /** Read aloud behind the word, where several stand below each other. */
  title?: string;
  onUndone: () => void;
}

/** Bring a suggestion back that was set aside. */
export function UndoButton({ demandId, technologyId, title, onUndone }: UndoButtonProps) {
  const { t } = useTranslation("suggest");
  const [{ fetching }, undo] = useTypedMutation(UndoJudgementDocument);
  const [wrong, setWrong] = useState<string | null>(null);
  const refusals = useRefusals();

  async function act() {
    if (fetching) return;
    const answer = await undo({ demandId, technologyId });
    const refused = answer.data?.outcome?.errors[0];
    if (answer.error) setWrong(refusals.ofTransport(answer.error).words);
    else if (refused) setWrong(refusals.ofDomain(refused).words);
    else onUndone();
  }

  return (
    <>
      <Button variant="default" loading={fetching} onClick={() => void act()}>
        {t("aside.undo")}
        {title ? <span className="sb-hidden">: {title}</span> : null}
      </Button>
      {wrong ? <span role="alert">{wrong}</span> : null}
    </>
  );
}
