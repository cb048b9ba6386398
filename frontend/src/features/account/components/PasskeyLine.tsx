import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate, formatInstant } from "@/shared/lib/dates";
import { LimitedInput } from "@/shared/ui/Limited";
import type { Passkey } from "../authenticators";
import styles from "./Passkeys.module.css";

interface PasskeyLineProps {
  passkey: Passkey;
  since: string;
  used: string | null;
  busy: boolean;
  /** Tells whether the new name was kept. */
  onRename: (name: string) => Promise<boolean>;
  onDrop: () => void;
}

/** One passkey: its name, since when, when it was last used. */
export function PasskeyLine(props: PasskeyLineProps) {
  const { t, i18n } = useTranslation(["security", "common"]);
  const { passkey, since, used, busy } = props;
  const [name, setName] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = name?.trim() ?? "";
    if (wanted !== "" && (await props.onRename(wanted))) setName(null);
  }

  if (name !== null) {
    return (
      <li className={styles.line}>
        <form className={styles.rename} onSubmit={(event) => void submit(event)} noValidate>
          <LimitedInput
            aria-label={t("passkeys.name")}
            most={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={name.trim() === "" ? t("passkeys.nameNeeded") : null}
          />
          <Button type="submit" variant="light" loading={busy}>
            {t("passkeys.save")}
          </Button>
          <Button variant="default" onClick={() => setName(null)}>
            {t("common:cancel")}
          </Button>
        </form>
      </li>
    );
  }
  const day = formatDate(since, i18n.language);
  return (
    <li className={styles.line}>
      <div>
        <p className={styles.name}>{passkey.name}</p>
        <p className="sb-tiny sb-muted sb-figures">
          {t("passkeys.since", { day })}
          {used ? ` · ${t("passkeys.used", { time: formatInstant(used, i18n.language) })}` : ""}
        </p>
      </div>
      <div className={styles.acts}>
        <Button
          variant="default"
          size="sm"
          disabled={busy}
          aria-label={t("passkeys.renameThis", { name: passkey.name })}
          onClick={() => setName(passkey.name)}
        >
          {t("passkeys.rename")}
        </Button>
        <Button
          variant="default"
          size="sm"
          disabled={busy}
          aria-label={t("passkeys.removeThis", { name: passkey.name })}
          onClick={props.onDrop}
        >
          {t("passkeys.remove")}
        </Button>
      </div>
    </li>
  );
}
