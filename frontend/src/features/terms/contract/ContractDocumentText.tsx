import { useTranslation } from "react-i18next";
import type { ContractPartsFragment } from "@/shared/graphql/generated/graphql";
import { CopyButton } from "@/shared/ui/CopyButton";
import styles from "./ContractDocumentText.module.css";
import { contractText } from "./text";

/** The whole contract on paper, to be read to its end before anybody signs. */
export function ContractDocumentText({ contract }: { contract: ContractPartsFragment }) {
  const { t } = useTranslation("contract");
  const { title, head, sections } = contractText(contract.text);
  return (
    <section className={styles.frame} aria-label={t("textLabel")}>
      <header className={styles.above}>
        <p>{t(contract.state === "DRAFT" ? "textNow" : "textFixed")}</p>
        <CopyButton value={contract.text} label={t("textLabel")} />
      </header>
      <article className={styles.paper} lang={contract.language.toLowerCase()} data-legal-text>
        <h3>{title}</h3>
        <div className={styles.head}>
          {head.map(({ key, text }) => (
            <p key={key}>{text}</p>
          ))}
        </div>
        {sections.map((section) => (
          <section key={section.heading} aria-label={section.heading}>
            <h4>{section.heading}</h4>
            {section.lines.map(({ key, text }) => (
              <p key={key}>{text}</p>
            ))}
          </section>
        ))}
      </article>
    </section>
  );
}
