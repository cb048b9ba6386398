import { IconAlarm, IconAlertTriangle, IconZzz } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CaseLineFragment } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";

const ICONS = { OVERDUE: IconAlarm, ALERTED: IconAlertTriangle, SILENT: IconZzz } as const;

/** Why a case comes first: overdue, alarming or silent. */
export function Attention({ of }: { of: CaseLineFragment }) {
  const { t } = useTranslation("case");
  const words = {
    OVERDUE: t("overdueShort"),
    ALERTED: t("alertedShort"),
    SILENT: t("silentShort", { count: of.silentDays }),
  };
  return of.attention.map((reason) => {
    const Icon = ICONS[reason];
    return (
      <Chip
        key={reason}
        tone={reason === "SILENT" ? "amber" : "red"}
        icon={<Icon size={14} aria-hidden="true" />}
      >
        {words[reason]}
      </Chip>
    );
  });
}
