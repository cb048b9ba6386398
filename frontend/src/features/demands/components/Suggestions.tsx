import { Button } from "@mantine/core";
import { IconBroadcast } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  DemandSuggestionsDocument,
  FollowSuggestionsDocument,
  type Language,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery, useTypedSubscription } from "@/shared/graphql/operations";
import { LiveBar } from "@/shared/ui/LiveBar";
import { Bar, Empty, ErrorState, Loading } from "@/shared/ui/states";
import { SuggestionCard } from "./SuggestionCard";
import styles from "./Suggestions.module.css";

const FIRST = 10;

/** Technologies that fit the demand, each with its reasons; follows the market live. */
export function Suggestions({ demandId, published }: { demandId: string; published: boolean }) {
  const { t, i18n } = useTranslation("demand");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const variables = { id: demandId, first: FIRST, language };
  const [{ data, error }, again] = useTypedQuery(DemandSuggestionsDocument, variables, {
    pause: !published,
    fresh: true,
  });
  const live = useTypedSubscription(FollowSuggestionsDocument, variables, { pause: !published });
  const list = live.data?.demandSuggestions ?? data?.demandSuggestions;
  const changed = useChanged(list?.indexVersion);

  return (
    <section className={styles.suggestions} aria-labelledby="suggestions-title">
      <header className={styles.head}>
        <h2 id="suggestions-title">{t("suggestions.title")}</h2>
        {published ? (
          <span className={styles.live}>
            <IconBroadcast size={16} aria-hidden="true" />
            {t("suggestions.live")}
          </span>
        ) : null}
        <p>{t("suggestions.lead")}</p>
      </header>
      <LiveBar />
      <p className="sb-hidden" aria-live="polite">
        {changed ? t("suggestions.updated") : ""}
      </p>
      {published ? null : <Empty title={t("suggestions.whenPublished")} />}
      {published && error && !list ? <ErrorState error={error} retry={again} /> : null}
      {published && !error && !list ? <CardsSkeleton /> : null}
      {list && list.suggestions.length === 0 ? (
        <Empty title={t("suggestions.empty")}>
          <Button component={Link} to="/market" variant="default">
            {t("suggestions.emptyAction")}
          </Button>
        </Empty>
      ) : null}
      <ol className={styles.cards}>
        {list?.suggestions.map((suggestion, at) => (
          <li key={suggestion.technology.id}>
            <SuggestionCard suggestion={suggestion} rank={at + 1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Say for a moment that the index behind the list is another one than before. */
function useChanged(version: string | undefined): boolean {
  const seen = useRef(version);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (version === undefined || version === seen.current) return;
    const first = seen.current === undefined;
    seen.current = version;
    if (first) return;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), 4000);
    return () => clearTimeout(timer);
  }, [version]);
  return changed;
}

const OUTLINE = ["70%", "62%", "78%"] as const;

function CardsSkeleton() {
  return (
    <Loading>
      <div className={styles.cards}>
        {OUTLINE.map((width) => (
          <div key={width} className={styles.outline}>
            <Bar width={width} height={20} />
            <Bar width="94%" />
            <Bar width="40%" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
