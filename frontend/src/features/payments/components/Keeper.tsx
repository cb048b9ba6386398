import { useTranslation } from "react-i18next";
import type { MoneyKeeper } from "@/shared/graphql/generated/graphql";
import { Term } from "@/shared/ui/Term";

/** With whom money lies, and on demand what that means. */
export function Keeper({ keeper }: { keeper: MoneyKeeper }) {
  const { t } = useTranslation("payment");
  return (
    <Term word={keeper === "CUSTODIAN" ? "held" : "confirmed"}>{t(`keeper.${keeper}.name`)}</Term>
  );
}
