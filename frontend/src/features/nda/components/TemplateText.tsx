import { useTranslation } from "react-i18next";
import type { NdaTemplatesQuery } from "@/shared/graphql/generated/graphql";
import { Sheet } from "@/shared/ui/Window";
import styles from "./AgreementText.module.css";

interface TemplateTextProps {
  template: NdaTemplatesQuery["ndaTemplates"][number];
  onClose: () => void;
}

/** The clauses of a template, with gaps where the parties write. */
export function TemplateText({ template, onClose }: TemplateTextProps) {
  const { t } = useTranslation("nda");
  return (
    <Sheet title={t("begin.sheet")} from="right" onClose={onClose}>
      <div lang={template.language.toLowerCase()} className={styles.text}>
        <h3 className={styles.title}>{template.title}</h3>
        {template.articles.map(({ heading, paragraphs }) => (
          <section key={heading} className={styles.clause}>
            <h4>{heading}</h4>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph.replace(/\{\w+\}/g, "____")}</p>
            ))}
          </section>
        ))}
        <p className="sb-tiny sb-muted">{template.attribution}</p>
      </div>
    </Sheet>
  );
}
