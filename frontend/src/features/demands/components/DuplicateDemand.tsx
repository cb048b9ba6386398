import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useRefusals } from "@/shared/ui/refusals";
import { useDuplicateDemand } from "./acts";

/** Copy a demand into a new draft and go there; it can be discarded again. */
export function DuplicateDemand({ id }: { id: string }) {
  const { t } = useTranslation("demand");
  const [requestId] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const duplicate = useDuplicateDemand();
  const refusals = useRefusals();
  const navigate = useNavigate();

  async function act() {
    if (busy) return;
    setBusy(true);
    const { copy, error, refused } = await duplicate(id, requestId);
    setBusy(false);
    if (copy) return void navigate(`/demands/${copy}/edit`);
    if (error) setWrong(refusals.ofTransport(error).words);
    else if (refused) setWrong(refusals.ofDomain(refused).words);
  }

  return (
    <>
      <Button variant="subtle" size="compact-md" loading={busy} onClick={() => void act()}>
        {t("action.duplicate")}
      </Button>
      {wrong ? <span role="alert">{wrong}</span> : null}
    </>
  );
}
