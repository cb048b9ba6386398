import { IconCheck, IconCircle } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { LimitedPassword } from "@/shared/ui/Limited";
import { passwordHints } from "../passwordHints";
import styles from "./NewPassword.module.css";

interface NewPasswordProps {
  label: string;
  value: string;
  own: readonly string[];
  error: string | null;
  onChange: (value: string) => void;
}

/** A new password with what it has to be, ticked off while it is typed. */
export function NewPassword({ label, value, own, error, onChange }: NewPasswordProps) {
  const { t } = useTranslation(["people", "security"]);
  const id = useId();
  const hints = passwordHints(value, own);
  return (
    <div className={styles.field}>
      <LimitedPassword
        label={label}
        name="new-password"
        autoComplete="new-password"
        size="md"
        most={128}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        aria-describedby={id}
        visibilityToggleButtonProps={{ "aria-label": t("security:showPassword") }}
      />
      <ul id={id} aria-label={t("hints.label")}>
        <Hint met={hints.long}>{t("hints.long", { count: [...value].length })}</Hint>
        <Hint met={hints.own}>{t("hints.own")}</Hint>
        <Hint met={false}>{t("hints.common")}</Hint>
      </ul>
    </div>
  );
}

function Hint({ met, children }: { met: boolean; children: string }) {
  const { t } = useTranslation("people");
  const Icon = met ? IconCheck : IconCircle;
  return (
    <li className={styles.hint} data-met={met}>
      <Icon size={14} stroke={met ? 3 : 1.5} aria-hidden="true" />
      <span>
        {children}
        {met ? <span className="sb-hidden">, {t("hints.met")}</span> : null}
      </span>
    </li>
  );
}
