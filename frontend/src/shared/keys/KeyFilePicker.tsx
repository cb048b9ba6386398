import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Picker } from "@/shared/transfers/Picker";
import { LARGEST_KEY_FILE, secretsIn } from "./keyFile";
import styles from "./keys.module.css";

interface KeyFilePickerProps {
  action: string;
  primary?: boolean;
  disabled?: boolean;
  /** What came of the last try, in words. */
  trouble?: string | null;
  onSecrets: (secrets: readonly string[]) => void;
}

/** Choose one's key file; it is read here and goes nowhere. */
export function KeyFilePicker(props: KeyFilePickerProps) {
  const { t } = useTranslation("keys");
  const [unread, setUnread] = useState(false);
  const trouble = unread ? t("file.none") : (props.trouble ?? null);

  async function read(file: File | undefined) {
    if (!file) return;
    const text = file.size > LARGEST_KEY_FILE ? "" : await file.text();
    const secrets = secretsIn(text);
    setUnread(secrets.length === 0);
    if (secrets.length > 0) props.onSecrets(secrets);
  }

  return (
    <div className={styles.pick}>
      <Picker
        action={props.action}
        primary={props.primary ?? false}
        disabled={props.disabled ?? false}
        invalid={trouble !== null}
        accept=".txt,.key,text/plain"
        onFiles={(files) => void read(files[0])}
      />
      <p className={styles.trouble} role="alert" data-shown={trouble !== null}>
        {trouble}
      </p>
      <p className={styles.stays}>{t("file.stays")}</p>
    </div>
  );
}
