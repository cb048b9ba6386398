import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ProofChip.module.css";

// The drawer brings the curve and the hashes with it, which nobody needs before opening it.
const ProofDrawer = lazy(() =>
  import("./ProofDrawer").then((file) => ({ default: file.ProofDrawer })),
);

/** Says that an act is recorded, and opens its proof. */
export function ProofChip({ entryId, label }: { entryId: string; label: string }) {
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
          <ProofDrawer entryId={entryId} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
