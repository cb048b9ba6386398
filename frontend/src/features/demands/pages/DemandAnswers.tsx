import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { DemandAnswersDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { AnswersTable } from "../components/AnswersTable";
import { DemandTabs } from "../components/DemandTabs";
import styles from "./DemandMatches.module.css";

/** What the firms asked about one demand have answered, question by question. */
export function DemandAnswers() {
  return (
    <Guarded whole>
      <Answers />
    </Guarded>
  );
}

function Answers() {
  const { id = "" } = useParams();
  const { t, i18n } = useTranslation(["asked", "suggest"]);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    DemandAnswersDocument,
    { id, language },
    { fresh: true },
  );
  const [said, setSaid] = useState<string | null>(null);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said) status.current?.focus({ preventScroll: true });
  }, [said]);
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return fetching ? <PageSkeleton /> : <NotFound />;
  const { demand, demandAnswers } = data;
  if (!demand?.isOwn) return <NotFound />;
  return (
    <div className={styles.page} data-wide="true">
      <PageHead
        title={t("page.title")}
        lead={t("page.lead", { title: demand.text.title })}
        above={{ name: t("suggest:page.back"), to: `/demands/${demand.id}` }}
      />
      <DemandTabs id={demand.id} here="answers" />
      {said ? (
        <p ref={status} tabIndex={-1} role="status" className={styles.said}>
          {said}
        </p>
      ) : null}
      {demandAnswers.firms.length > 0 ? (
        <AnswersTable
          answers={demandAnswers}
          onDone={(words) => {
            setSaid(words);
            again();
          }}
        />
      ) : (
        <Empty title={t("page.empty")}>
          <Button component={Link} to={`/demands/${demand.id}/matches`}>
            {t("page.toSuggestions")}
          </Button>
        </Empty>
      )}
    </div>
  );
}
