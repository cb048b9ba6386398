import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "@/shared/graphql/generated/graphql";
import { Chip } from "@/shared/ui/Chip";
import { partsOf } from "../text";
import styles from "./AgreementText.module.css";

interface AgreementTextProps {
  text: string;
  language: Language;
  isDraft: boolean;
}

/** A file of the annex: its number, then a value that breaks anywhere. */
const DIGEST = /^\d+\. [0-9a-f]{64}$/;

/** The whole text, set like a document, to be read before it is signed. */
export function AgreementText({ text, language, isDraft }: AgreementTextProps) {
  const { t } = useTranslation(["nda", "signing"]);
  const id = useId();
  const { title, sections } = partsOf(text);
  const lang = language.toLowerCase();
  return (
    <article className={styles.paper} id="nda-text" aria-labelledby={id}>
      <header className={styles.head}>
        <Chip>{t(isDraft ? "text.draft" : "text.fixed")}</Chip>
        <span className="sb-tiny sb-muted">{t(`signing:language.${language}`)}</span>
      </header>
      <div lang={lang} className={styles.text}>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {sections.map(({ heading, paragraphs }) => (
          <section key={heading} className={styles.section}>
            {heading ? <h4>{heading}</h4> : null}
            {paragraphs.map((paragraph) => (
              <p key={paragraph} data-digest={DIGEST.test(paragraph)}>
                {paragraph}
              </p>
            ))}
          </section>
        ))}
      </div>
    </article>
  );
}
