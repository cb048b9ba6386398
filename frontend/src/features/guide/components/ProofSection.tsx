import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LatestCheckpointDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import styles from "./ProofSection.module.css";
import { TreeDrawing } from "./TreeDrawing";

const PARTS = ["one", "two", "three"] as const;

/** How proof works, and the newest signed state of the real log beside it. */
export function ProofSection() {
  const { t, i18n } = useTranslation("landing");
  const [{ data }] = useTypedQuery(LatestCheckpointDocument, {});
  const latest = data?.logCheckpoint;
  return (
    <section className={styles.section} aria-labelledby="proof-title">
      <div className={styles.inner}>
        <div className={styles.words}>
          <h2 id="proof-title">{t("proof.title")}</h2>
          <ol>
            {PARTS.map((part) => (
              <li key={part}>
                <h3>{t(`proof.${part}.title`)}</h3>
                <p>{t(`proof.${part}.body`)}</p>
              </li>
            ))}
          </ol>
          <Button component={Link} to="/verify" variant="default" size="md">
            {t("proof.action")}
          </Button>
        </div>
        <figure className={styles.figure}>
          <TreeDrawing label={t("proof.figure")} />
          {latest ? (
            <figcaption>
              <strong>{t("proof.latest")}</strong>
              <span>
                {t("proof.latestLine", {
                  size: latest.size,
                  time: formatInstant(latest.signedAt, i18n.language),
                })}
              </span>
              <code>{latest.rootHash}</code>
            </figcaption>
          ) : null}
        </figure>
      </div>
    </section>
  );
}
