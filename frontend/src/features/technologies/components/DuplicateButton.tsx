import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useRefusals } from "@/shared/ui/refusals";
import { useDuplicate } from "./acts";

/** Copy a technology into a new draft and go there; it can be discarded again. */
export function DuplicateButton({ id }: { id: string }) {
  const { t } = useTranslation("technology");
  const [requestId] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const duplicate = useDuplicate();
  const refusals = useRefusals();
  const navigate = useNavigate();

  async function act() {
    if (busy) return;
    setBusy(true);
    const { copy, error, refusals: all } = await duplicate(id, requestId);
    setBusy(false);
    if (copy) return void navigate(`/technologies/${copy}/edit`);
    const first = all[0];
    if (error) setRefused(refusals.ofTransport(error).words);
    else if (first) setRefused(refusals.ofDomain(first).words);
  }

  return (
    <>
      <Button variant="subtle" size="compact-md" loading={busy} onClick={() => void act()}>
        {t("action.duplicate")}
      </Button>
      {refused ? <span role="alert">{refused}</span> : null}
    </>
  );
}
