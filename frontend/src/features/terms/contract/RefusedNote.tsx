import { useTranslation } from "react-i18next";
import type { ContractPartsFragment } from "@/shared/graphql/generated/graphql";
import { languageOf } from "@/shared/lib/text";
import { useSides } from "../components/useSides";
import styles from "./contract.module.css";

/** Who declined to sign, and why. */
export function RefusedNote({ contract }: { contract: ContractPartsFragment }) {
  const { t } = useTranslation("contract");
  const { nameOf } = useSides();
  const { refusedBy, refusalReason, refusalWords } = contract;
  if (!refusedBy) return null;
  return (
    <section className={styles.refused} aria-label={t("state.REFUSED")}>
      <p>
        <strong>{t("refused.by", { side: nameOf(refusedBy) })}</strong>
      </p>
      {refusalReason ? (
        <p>
          {t("refused.reason")}: {t(`refusal.${refusalReason}`)}
        </p>
      ) : null}
      {refusalWords ? <p lang={languageOf(refusalWords)}>{refusalWords}</p> : null}
    </section>
  );
}
