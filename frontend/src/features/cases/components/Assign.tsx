import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CasePartsFragment } from "@/shared/graphql/generated/graphql";
import { HandOverWindow } from "./HandOverWindow";

/** Let the institution's owner give a case to another coordinator. */
export function Assign({ of, onDone }: { of: CasePartsFragment; onDone: () => void }) {
  const { t } = useTranslation("case");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" fullWidth onClick={() => setOpen(true)}>
        {t("act.assign")}
      </Button>
      {open ? (
        <HandOverWindow
          caseIds={[of.id]}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
