import { useTranslation } from "react-i18next";

/** How many files, and how large they are together. */
export function SealFact({ count, size }: { count: number; size: string }) {
  const { t } = useTranslation("vault");
  return <>{count === 0 ? t("none") : t("filesOf", { count, size })}</>;
}
