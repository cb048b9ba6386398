import { useTranslation } from "react-i18next";
import { formatInstant } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import { CopyButton } from "@/shared/ui/CopyButton";
import { codeIn, type Mail, piecesOf } from "../outbox";
import styles from "./MailCard.module.css";

/** One mail as it would have left, its code ready to copy. */
export function MailCard({ mail }: { mail: Mail }) {
  const { t, i18n } = useTranslation("notice");
  const code = codeIn(mail.body);
  return (
    <li className={styles.mail}>
      <div className={styles.head}>
        <h2 lang={languageOf(mail.subject)}>{mail.subject}</h2>
        <p className="sb-tiny sb-muted sb-figures">
          {mail.to} ·{" "}
          <time dateTime={mail.createdAt}>{formatInstant(mail.createdAt, i18n.language)}</time>
        </p>
      </div>
      {code ? (
        <p className={styles.code}>
          <span>{t("outbox.code")}</span> <code>{code}</code>
          <CopyButton value={code} label={t("outbox.code")} />
        </p>
      ) : null}
      <details open={code === null}>
        <summary>{t("outbox.text")}</summary>
        <pre lang={languageOf(mail.body)}>
          {piecesOf(mail.body).map(({ text, path }, place) =>
            path === null ? (
              text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the text of a mail never changes
              <a key={place} href={path}>
                {text}
              </a>
            ),
          )}
        </pre>
      </details>
    </li>
  );
}
