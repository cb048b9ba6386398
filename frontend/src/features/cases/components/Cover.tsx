import { useTranslation } from "react-i18next";
import type { CaseLineFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";

/** For whom a case is covered, and until when. */
export function Cover({ of, className }: { of: CaseLineFragment; className?: string | undefined }) {
  const { t, i18n } = useTranslation("case");
  if (!of.coverFor || !of.coverUntil) return null;
  const until = formatDay(of.coverUntil, i18n.language);
  return <p className={className}>{t("cover", { name: of.coverFor, until })}</p>;
}
