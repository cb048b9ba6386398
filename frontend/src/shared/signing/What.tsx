import { useTranslation } from "react-i18next";
import type { Language } from "@/shared/graphql/generated/graphql";
import { shortenMiddle } from "@/shared/lib/text";
import styles from "./SignWindow.module.css";

/** What the document is called, in which language it is, and the hash of its fixed text. */
export interface WhatIsSigned {
  name: string;
  language: Language;
  sha256: string;
}

/** The document as a signer recognises it again. */
export function What({ what }: { what: WhatIsSigned }) {
  const { t } = useTranslation("signing");
  return (
    <dl className={styles.what}>
      <div>
        <dt>{t("what.document")}</dt>
        <dd lang={what.language.toLowerCase()}>{what.name}</dd>
      </div>
      <div>
        <dt>{t("what.language")}</dt>
        <dd>{t(`language.${what.language}`)}</dd>
      </div>
      <div>
        <dt>{t("what.hash")}</dt>
        <dd>
          <code title={what.sha256}>{shortenMiddle(what.sha256)}</code>
        </dd>
      </div>
    </dl>
  );
}
