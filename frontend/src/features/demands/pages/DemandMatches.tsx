import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import { DemandPageDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Guarded } from "@/shared/session/Guarded";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { DemandTabs } from "../components/DemandTabs";
import { Suggestions } from "../components/Suggestions";
import styles from "./DemandMatches.module.css";

const STEP = 10;
const AT_MOST = 50;

/** What the market has for one demand: request a match, set aside, or look again. */
export function DemandMatches() {
  return (
    <Guarded whole>
      <Matches />
    </Guarded>
  );
}

function Matches() {
  const { id = "" } = useParams();
  const { t, i18n } = useTranslation("suggest");
  const { state: from } = useLocation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error, fetching }, again] = useTypedQuery(
    DemandPageDocument,
    { id, language },
    { fresh: true },
  );
  const said = (from as { done?: unknown } | null)?.done;
  const [first, setFirst] = useState(STEP);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said) status.current?.focus({ preventScroll: true });
  }, [said]);
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return fetching ? <PageSkeleton /> : <NotFound />;
  const { demand } = data;
  if (!demand) return <NotFound />;
  const title = demand.text.title;
  return (
    <div className={styles.page}>
      <PageHead
        title={t("page.title")}
        lead={t("page.lead", { title })}
        above={{ name: t("page.back"), to: `/demands/${demand.id}` }}
      />
      {demand.isOwn ? <DemandTabs id={demand.id} here="suggestions" /> : null}
      {typeof said === "string" ? (
        <p ref={status} tabIndex={-1} role="status" className={styles.said}>
          {said}
        </p>
      ) : null}
      {demand.canAskSuggestions ? (
        <Suggestions
          demandId={demand.id}
          published
          first={first}
          acts
          {...(first < AT_MOST ? { onMore: () => setFirst(first + STEP) } : {})}
        />
      ) : (
        <Empty title={t(demand.isOwn ? "page.closed" : "page.notYours")}>
          <Button component={Link} to={`/demands/${demand.id}`}>
            {t("page.toDemand")}
          </Button>
        </Empty>
      )}
    </div>
  );
}
