import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type Language,
  type ReviewDecision,
  ReviewQueueDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { NextStep } from "@/shared/ui/NextStep";

/** After a decision: that it was done, and the next one that waits for this reviewer. */
export function NextWaiting({ decision, after }: { decision: ReviewDecision; after: string }) {
  const { t, i18n } = useTranslation(["review", "market", "common"]);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const box = useRef<HTMLDivElement>(null);
  const [{ data, stale }] = useTypedQuery(
    ReviewQueueDocument,
    { first: 20, after: null, language },
    { fresh: true },
  );
  // The form that had the focus is gone.
  useEffect(() => box.current?.focus(), []);
  const next = data?.reviewQueue.nodes.find(
    (each) => each.canReview && each.technology.id !== after,
  );
  const name =
    next?.technology.summary?.title || next?.technology.card.area || t("market:untitledPlain");
  return (
    <div ref={box} tabIndex={-1} role="status">
      <NextStep
        sentence={t(`done.${decision}`)}
        turn={t(next ? "page.turnYou" : "common:turn.nobody")}
        yours={next !== undefined}
        action={
          next ? (
            <Button component={Link} to={`/reviews/${next.technology.id}`}>
              {t("done.open")}
            </Button>
          ) : (
            <Button component={Link} to="/reviews" variant="default">
              {t("done.back")}
            </Button>
          )
        }
      >
        <p className="sb-small">
          {next
            ? t("done.next", { title: name })
            : data && !stale
              ? t("done.none")
              : t("common:loading")}
        </p>
      </NextStep>
    </div>
  );
}
