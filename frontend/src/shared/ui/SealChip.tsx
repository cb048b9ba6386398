import { IconShieldLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Chip } from "./Chip";
import styles from "./SealChip.module.css";

interface SealChipProps {
  label: string;
  /** The short fingerprint, where the reader may know it. */
  fingerprint?: ReactNode;
  /** Opens the proof, where there is one for this reader. */
  onOpen?: () => void;
}

/** Violet, and nothing else is: the material behind this is sealed. */
export function SealChip({ label, fingerprint, onOpen }: SealChipProps) {
  const chip = (
    <Chip tone="violet" icon={<IconShieldLock size={14} aria-hidden="true" />}>
      {label}
      {fingerprint ? <span className={styles.fingerprint}>{fingerprint}</span> : null}
    </Chip>
  );
  if (!onOpen) return chip;
  return (
    <button type="button" className={styles.opens} aria-haspopup="dialog" onClick={onOpen}>
      {chip}
    </button>
  );
}
