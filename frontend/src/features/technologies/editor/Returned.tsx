import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import {
  type ChangePartsFragment,
  type ReviewPartsFragment,
  TechnologyHistoryDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Changes } from "@/shared/offers/Changes";
import { Scores } from "@/shared/offers/Scores";
import { Thread } from "@/shared/offers/Thread";
import styles from "./editor.module.css";

/** What the reviewer decided and said, and what changed since; nothing before the first word. */
export function Returned({ id }: { id: string }) {
  const { t } = useTranslation("review");
  const [{ data }] = useTypedQuery(TechnologyHistoryDocument, { id }, { fresh: true });
  if (!data) return null;
  const newest = data.technologyReviews[0];
  const canComment = data.technology?.canComment ?? false;
  const thread = <Thread technologyId={id} canComment={canComment} />;
  if (!newest) return thread;
  if (newest.decision === "RETURNED") {
    return (
      <section className={styles.returned} aria-labelledby="returned-title">
        <h2 id="returned-title">{t("returned.title")}</h2>
        <Decision review={newest} diff={data.technologyDiff ?? null} />
        {thread}
      </section>
    );
  }
  // An approval asks for nothing any more: it stands folded.
  return (
    <>
      <details className={styles.approved}>
        <summary>
          {t("returned.approved")}
          <IconChevronDown size={16} aria-hidden="true" />
        </summary>
        <Decision review={newest} diff={null} />
      </details>
      {canComment ? thread : null}
    </>
  );
}

interface DecisionProps {
  review: ReviewPartsFragment;
  diff: ChangePartsFragment | null;
}

function Decision({ review, diff }: DecisionProps) {
  const { t } = useTranslation("review");
  return (
    <>
      <Scores review={review} />
      {diff && diff.changes.length > 0 ? (
        <details className={styles.since}>
          <summary>
            {t("returned.since", { count: diff.changes.length })}
            <IconChevronDown size={16} aria-hidden="true" />
          </summary>
          <Changes changes={diff.changes} />
        </details>
      ) : null}
    </>
  );
}
