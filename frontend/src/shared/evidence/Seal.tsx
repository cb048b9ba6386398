import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  DemandSealPartsFragment,
  SealPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { shortenMiddle } from "@/shared/lib/text";
import { SealChip } from "@/shared/ui/SealChip";

const ProofDrawer = lazy(() =>
  import("./ProofDrawer").then((file) => ({ default: file.ProofDrawer })),
);

/** A seal of one's own: its record is read in full when the proof is opened. */
export interface OwnSeal {
  sealedAt: string;
  commitment: string;
  entryId: string;
}

interface SealProps {
  seal: SealPartsFragment | DemandSealPartsFragment | OwnSeal;
  /** What stands in place of the day. */
  label?: string;
}

/** Tell when something was sealed and under which fingerprint, and open the proof of it. */
export function Seal({ seal, label }: SealProps) {
  const { t, i18n } = useTranslation("evidence");
  const [open, setOpen] = useState(false);
  const day = t("seal.day", { day: formatDate(seal.sealedAt, i18n.language) });
  return (
    <>
      <SealChip
        label={label ?? day}
        fingerprint={
          <>
            <span className="sb-hidden">, {t("drawer.commitment")} </span>
            <code>{shortenMiddle(seal.commitment, 4)}</code>
          </>
        }
        onOpen={() => setOpen(true)}
      />
      {open ? (
        <Suspense fallback={null}>
          <Drawer seal={seal} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The firm itself reads the whole record; whoever only knows the firm reads what proves it. */
function Drawer({ seal, onClose }: { seal: SealProps["seal"]; onClose: () => void }) {
  const shown = { sealed: seal.commitment, onClose };
  if ("entryId" in seal) return <ProofDrawer entryId={seal.entryId} {...shown} />;
  if (seal.depositId) return <ProofDrawer entryId={seal.record.id} {...shown} />;
  return <ProofDrawer entryId={seal.record.id} seal={seal} {...shown} />;
}
