import { useTranslation } from "react-i18next";
import type { FieldTrouble } from "./allauth";

const CODES = [
  "account_inactive",
  "add_email_blocked",
  "cannot_delete_authenticator",
  "cannot_generate_recovery_codes",
  "cannot_remove_primary_email",
  "conflict",
  "duplicate_email",
  "email_password_mismatch",
  "email_taken",
  "enter_current_password",
  "forbidden",
  "foreign_form",
  "incorrect_code",
  "incorrect_password",
  "invalid",
  "invalid_login",
  "invalid_or_expired_key",
  "invalid_password_reset",
  "max_length",
  "offline",
  "password_entirely_numeric",
  "password_too_common",
  "password_too_short",
  "password_too_similar",
  "passkey_impossible",
  "passkey_known",
  "passkey_stopped",
  "rate_limited",
  "required",
  "same_as_current",
  "server",
  "too_many_login_attempts",
  "too_many_passkeys",
  "unknown",
  "unknown_email",
  "unverified_email",
  "unverified_primary_email",
] as const;

/** Say in the page's language what the account service refused; else in the service's own words. */
export function useAccountWords(): (trouble: FieldTrouble) => string {
  const { t } = useTranslation("security");
  return ({ code, message, seconds }) => {
    if (code === "rate_limited" && seconds) return t("codes.wait", { count: seconds });
    const known = CODES.find((each) => each === code);
    return known ? t(`codes.${known}`) : (message ?? t("codes.unknown"));
  };
}
