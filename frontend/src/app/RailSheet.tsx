import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Sheet } from "@/shared/ui/Window";

/** The places that the bar of a phone has no room for. */
export function RailSheet({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t("nav.moreTitle")} from="bottom" size="auto" onClose={onClose}>
      {children}
    </Sheet>
  );
}
