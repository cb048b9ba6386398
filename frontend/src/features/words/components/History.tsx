import { useTranslation } from "react-i18next";
import { ConceptHistoryDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import { ConceptWords } from "./ConceptWords";
import styles from "./Words.module.css";

/** What was done to a concept, the latest first. */
export function History({ id }: { id: string }) {
  const { t, i18n } = useTranslation("words");
  const [{ data, error }, again] = useTypedQuery(ConceptHistoryDocument, { id }, { fresh: true });
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) {
    return (
      <Loading>
        <Bar height={48} />
      </Loading>
    );
  }
  return (
    <ol className={styles.history}>
      {(data.glossaryHistory ?? []).map((each) => (
        <li key={`${each.changedAt} ${each.act}`} className={styles.pair}>
          <p className="sb-small">
            <strong>{t(`act.${each.act}`)}</strong> · {each.changedBy ?? t("host")} ·{" "}
            {formatDate(each.changedAt, i18n.language)}
          </p>
          {each.act === "CHANGED" && each.before ? (
            <>
              <p className="sb-tiny sb-muted">{t("before")}</p>
              <ConceptWords words={each.before} />
              <p className="sb-tiny sb-muted">{t("after")}</p>
            </>
          ) : null}
          <ConceptWords words={each.after} />
        </li>
      ))}
    </ol>
  );
}
