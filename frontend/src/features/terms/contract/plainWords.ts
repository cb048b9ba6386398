import { useTranslation } from "react-i18next";
import type words from "@/shared/i18n/en/contract.json";

type Explained = keyof typeof words.plain;

/** Say in plain words what a clause means; nothing where there are none for it yet. */
export function usePlainWords(): (code: string) => string | null {
  const { t, i18n } = useTranslation("contract");
  return (code) => {
    const known = i18n.exists(`plain.${code}`, { ns: "contract" });
    return known ? t(`plain.${code as Explained}`) : null;
  };
}
