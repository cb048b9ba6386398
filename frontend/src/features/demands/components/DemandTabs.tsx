import { useTranslation } from "react-i18next";
import { LinkTabs } from "@/shared/ui/LinkTabs";

interface DemandTabsProps {
  id: string;
  here: "suggestions" | "answers";
}

/** What the market has for a demand, and what the firms asked have answered. */
export function DemandTabs({ id, here }: DemandTabsProps) {
  const { t } = useTranslation("asked");
  const tabs = [
    { part: "suggestions", to: `/demands/${id}/matches` },
    { part: "answers", to: `/demands/${id}/answers` },
  ] as const;
  return (
    <LinkTabs
      label={t("page.tabs")}
      tabs={tabs.map(({ part, to }) => ({ to, name: t(`page.${part}`), here: here === part }))}
    />
  );
}
