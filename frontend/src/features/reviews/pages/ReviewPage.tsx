import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import {
  type Language,
  type ReviewDecision,
  ReviewPageDocument,
  type ReviewPageQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Scores } from "@/shared/offers/Scores";
import { Thread } from "@/shared/offers/Thread";
import { Chip } from "@/shared/ui/Chip";
import { NextStep } from "@/shared/ui/NextStep";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { Empty, ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { Decide } from "../components/Decide";
import { NextWaiting } from "../components/NextWaiting";
import { WhatIsRead } from "../components/WhatIsRead";
import styles from "./ReviewPage.module.css";

/** Read one technology as the market would, score it and decide. */
export function ReviewPage() {
  const { id = "" } = useParams();
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    ReviewPageDocument,
    { id, language },
    { fresh: true },
  );
  // What was decided on stays in sight, although it waits no more.
  const [decided, setDecided] = useState<{ on: ReviewPageQuery; as: ReviewDecision } | null>(null);
  const shown = decided?.on ?? data;
  if (error && !shown) return <ErrorState error={error} retry={again} whole />;
  if (!shown) return fetching ? <PageSkeleton /> : <NotFound />;
  if (!shown.technology) return <NotFound />;
  return (
    <Review
      data={shown}
      decided={decided?.as ?? null}
      again={again}
      onDecided={(as) => setDecided({ on: shown, as })}
    />
  );
}

interface ReviewProps {
  data: ReviewPageQuery;
  decided: ReviewDecision | null;
  again: () => void;
  onDecided: (decision: ReviewDecision) => void;
}

function Review({ data, decided, again, onDecided }: ReviewProps) {
  const { t } = useTranslation(["review", "terms", "market", "common"]);
  const { technology, technologyDraft: draft, technologyReviews: reviews } = data;
  if (!technology) return <NotFound />;
  const { card, summary } = technology;
  const second = reviews.length > 0;
  const text = draft?.texts.find((each) => each.language === card.language) ?? draft?.texts[0];
  const title = text?.title || summary?.title || card.area || t("market:untitledPlain");
  const barred = draft?.reviewBarredBecause != null;
  const mayDecide = draft?.canReview ?? false;
  return (
    <article className={styles.page}>
      <PageHead
        title={title}
        lang={(text?.language ?? card.language).toLowerCase()}
        above={{ name: t("page.back"), to: "/reviews" }}
        chips={
          <>
            {draft ? <Chip>{t("page.state", { number: draft.versionNumber })}</Chip> : null}
            <Chip tone={second ? "blue" : "plain"}>
              {t(second ? "queue.second" : "queue.first")}
            </Chip>
          </>
        }
      />
      {decided ? (
        <NextWaiting decision={decided} after={technology.id} />
      ) : draft ? (
        <NextStep
          sentence={t(
            mayDecide
              ? second
                ? "page.nextSecond"
                : "page.next"
              : barred
                ? "page.barred"
                : "page.notNow",
          )}
          turn={t(mayDecide ? "page.turnYou" : "page.turnOther")}
          yours={mayDecide}
        />
      ) : (
        <Empty title={t("page.gone")}>
          <Button component={Link} to="/reviews">
            {t("done.back")}
          </Button>
        </Empty>
      )}
      {draft ? (
        <div className={styles.columns}>
          <WhatIsRead draft={draft} diff={second ? (data.technologyDiff ?? null) : null} />
          <div className={styles.side}>
            {mayDecide && !decided ? (
              <Decide
                draft={draft}
                report={data.leakReport ?? null}
                onDecided={onDecided}
                onStale={again}
              />
            ) : null}
            <Thread technologyId={technology.id} canComment={technology.canComment && !decided} />
            {second ? (
              <Panel title={t("page.earlier")}>
                <div className={styles.earlier}>
                  {reviews.map((review) => (
                    <Scores key={review.id} review={review} />
                  ))}
                </div>
              </Panel>
            ) : null}
          </div>
        </div>
      ) : null}
    </article>
  );
}
