import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { TechnologyHistoryDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Changes } from "@/shared/offers/Changes";
import { Scores } from "@/shared/offers/Scores";
import { Thread } from "@/shared/offers/Thread";
import styles from "./editor.module.css";

/** What the reviewer decided and said, and what changed since; nothing before the first decision. */
export function Returned({ id, canComment }: { id: string; canComment: boolean }) {
  const { t } = useTranslation("review");
  const [{ data }] = useTypedQuery(TechnologyHistoryDocument, { id }, { fresh: true });
  const newest = data?.technologyReviews[0];
  if (!newest) return null;
  const diff = data.technologyDiff;
  return (
    <section className={styles.returned} aria-labelledby="returned-title">
      <h2 id="returned-title">
        {t(newest.decision === "RETURNED" ? "returned.title" : "returned.approved")}
      </h2>
      <Scores review={newest} />
      {diff && diff.changes.length > 0 && newest.decision === "RETURNED" ? (
        <details className={styles.since}>
          <summary>
            {t("returned.since", { count: diff.changes.length })}
            <IconChevronDown size={16} aria-hidden="true" />
          </summary>
          <Changes changes={diff.changes} />
        </details>
      ) : null}
      <Thread technologyId={id} canComment={canComment} />
    </section>
  );
}
