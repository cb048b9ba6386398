import { useTranslation } from "react-i18next";
import { Chip, type Tone } from "@/shared/ui/Chip";

/** After three days somebody has waited long, after five too long. */
function toneOf(days: number): Tone {
  if (days >= 5) return "red";
  return days >= 3 ? "amber" : "plain";
}

/** How long a firm has waited; the colour follows the days, the words say them. */
export function Ageing({ days }: { days: number }) {
  const { t } = useTranslation("firm");
  return (
    <Chip tone={toneOf(days)}>
      {days === 0 ? t("queue.today") : t("queue.days", { count: days })}
    </Chip>
  );
}
