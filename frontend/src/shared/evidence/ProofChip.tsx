import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { About } from "./FoundProof";
import styles from "./ProofChip.module.css";

// The drawer brings the curve and the hashes with it, which nobody needs before opening it.
const ProofDrawer = lazy(() =>
  import("./ProofDrawer").then((file) => ({ default: file.ProofDrawer })),
);

const FoundProof = lazy(() =>
  import("./FoundProof").then((file) => ({ default: file.FoundProof })),
);

interface ProofChipProps {
  label: string;
  /** The record, where it is known. */
  entryId?: string;
  /** Else what the record is about. */
  about?: About;
}

/** Says that an act is recorded, and opens its proof. */
export function ProofChip({ entryId, about, label }: ProofChipProps) {
  const { t } = useTranslation("evidence");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.chip}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        <IconRosetteDiscountCheck size={16} aria-hidden="true" />
        <span>{label}</span>
        <span className={styles.open}>{t("drawer.title")}</span>
      </button>
      {open ? (
        <Suspense fallback={null}>
          {entryId ? <ProofDrawer entryId={entryId} onClose={() => setOpen(false)} /> : null}
          {!entryId && about ? <FoundProof about={about} onClose={() => setOpen(false)} /> : null}
        </Suspense>
      ) : null}
    </>
  );
}
