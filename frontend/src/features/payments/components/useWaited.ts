import { useTranslation } from "react-i18next";
import { daysSince } from "../ageing";

/** Say since how many days something waits. */
export function useWaited(): (since: string) => string {
  const { t } = useTranslation("payment");
  return (since) => {
    const days = daysSince(since, Date.now());
    return days === 0 ? t("desk.today") : t("desk.days", { count: days });
  };
}
