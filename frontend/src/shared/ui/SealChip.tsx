import { IconShieldLock } from "@tabler/icons-react";
import { Chip } from "./Chip";

/** Violet, and nothing else is: the material behind this is sealed. */
export function SealChip({ label }: { label: string }) {
  return (
    <Chip tone="violet" icon={<IconShieldLock size={14} aria-hidden="true" />}>
      {label}
    </Chip>
  );
}
