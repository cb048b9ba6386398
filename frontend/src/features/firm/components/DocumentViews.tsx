import { Button } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CheckPartsFragment } from "@/shared/graphql/generated/graphql";
import { shortenMiddle } from "@/shared/lib/text";
import { sizeWords } from "../upload";
import styles from "./DocumentViews.module.css";

interface DocumentViewsProps {
  documents: CheckPartsFragment["documents"];
  /** Verifiers may open the documents only while the check is open. */
  open: boolean;
}

/** Each document: pictures in place, a PDF to download, because no browser shows one safely here. */
export function DocumentViews({ documents, open }: DocumentViewsProps) {
  const { t, i18n } = useTranslation("firm");
  return (
    <ul className={styles.views}>
      {open ? null : <li className="sb-muted">{t("decide.noDocuments")}</li>}
      {documents.map((each) => {
        const address = `/firm-check/documents/${each.id}`;
        const picture = each.contentType.startsWith("image/");
        return (
          <li key={each.id} className={styles.view}>
            <h3>{t(`document.${each.kind}.name`)}</h3>
            <p className="sb-tiny sb-muted sb-figures">
              {each.fileName} · {sizeWords(each.sizeBytes, i18n.language)} ·{" "}
              <code title={each.sha256}>SHA-256 {shortenMiddle(each.sha256, 6)}</code>
            </p>
            {open && picture ? (
              <a href={address} target="_blank" rel="noopener" className={styles.picture}>
                <img src={address} alt={t(`document.${each.kind}.name`)} loading="lazy" />
                <span className="sb-hidden">{t("decide.image")}</span>
              </a>
            ) : null}
            {open && !picture ? (
              <Button
                component="a"
                href={address}
                variant="default"
                leftSection={<IconFileTypePdf size={16} aria-hidden="true" />}
              >
                {t("decide.pdf")}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
