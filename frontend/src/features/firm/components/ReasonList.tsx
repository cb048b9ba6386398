import { useTranslation } from "react-i18next";
import type { FirmCheckReason } from "@/shared/graphql/generated/graphql";
import { languageOf } from "@/shared/lib/text";
import styles from "./ReasonList.module.css";

interface ReasonListProps {
  reasons: readonly FirmCheckReason[];
  text: string;
}

/** Why a check was declined, what to do about each, and the verifier's own words. */
export function ReasonList({ reasons, text }: ReasonListProps) {
  const { t } = useTranslation("firm");
  return (
    <div className={styles.reasons}>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            <strong>{t(`reason.${reason}.name`)}</strong>
            <span>{t(`reason.${reason}.mend`)}</span>
          </li>
        ))}
      </ul>
      {text ? (
        <blockquote>
          <p lang={languageOf(text)}>{text}</p>
        </blockquote>
      ) : null}
    </div>
  );
}
