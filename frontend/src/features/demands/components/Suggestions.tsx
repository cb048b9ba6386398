import { Button } from "@mantine/core";
import { IconBroadcast } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ComparedTray } from "@/shared/comparing/ComparedTray";
import {
  DemandSuggestionsDocument,
  FollowSuggestionsDocument,
  type Language,
  type SuggestionPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery, useTypedSubscription } from "@/shared/graphql/operations";
import { Chip } from "@/shared/ui/Chip";
import { Bar, Empty, ErrorState, Loading } from "@/shared/ui/states";
import { AskSeveral } from "./AskSeveral";
import { SetAside } from "./SetAside";
import { SuggestionCard } from "./SuggestionCard";
import styles from "./Suggestions.module.css";
import { UndoButton } from "./UndoButton";

interface SuggestionsProps {
  demandId: string;
  published: boolean;
  first: number;
  /** Whether one acts on them here; else they are a first look with the way to the page for it. */
  acts?: boolean;
  /** Asks for more of them; left out when there can be no more. */
  onMore?: () => void;
}

/** Technologies that fit the demand, each with its reasons; follows the market live. */
export function Suggestions({
  demandId,
  published,
  first,
  acts = false,
  onMore,
}: SuggestionsProps) {
  const { t, i18n } = useTranslation(["demand", "suggest", "common"]);
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const variables = { id: demandId, first, language };
  const [{ data, error }, again] = useTypedQuery(DemandSuggestionsDocument, variables, {
    pause: !published,
    fresh: true,
  });
  const live = useTypedSubscription(FollowSuggestionsDocument, variables, { pause: !published });
  const list = useNewest(data?.demandSuggestions, live.data?.demandSuggestions);
  const changed = useChanged(list?.indexVersion);
  const [said, setSaid] = useState<{ words: string; undo?: string } | null>(null);
  const status = useRef<HTMLDivElement>(null);
  const fresh = list?.suggestions.filter((each) => each.isNew).length ?? 0;

  function finish(words: string, undo?: string) {
    setSaid(undo ? { words, undo } : { words });
    again();
    // The card that had the focus is gone.
    setTimeout(() => status.current?.focus());
  }

  return (
    <section className={styles.suggestions} aria-labelledby="suggestions-title">
      <header className={styles.head}>
        {/* On the page of its own the title of the page says it. */}
        <h2 id="suggestions-title" className={acts ? "sb-hidden" : undefined}>
          {t("suggestions.title")}
        </h2>
        {fresh > 0 ? <Chip tone="blue">{t("suggest:newCount", { count: fresh })}</Chip> : null}
        {published ? (
          <span className={styles.live}>
            <IconBroadcast size={16} aria-hidden="true" />
            {t("suggestions.live")}
          </span>
        ) : null}
        <p>{t("suggestions.lead")}</p>
      </header>
      <p className="sb-hidden" aria-live="polite">
        {changed ? t("suggestions.updated") : ""}
      </p>
      <div
        ref={status}
        tabIndex={-1}
        role="status"
        className={styles.said}
        data-shown={said !== null}
      >
        {said?.words}
        {said?.undo ? (
          <UndoButton
            demandId={demandId}
            technologyId={said.undo}
            onUndone={() => finish(t("suggest:aside.undoneOne"))}
          />
        ) : null}
      </div>
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
            <SuggestionCard
              suggestion={suggestion}
              rank={at + 1}
              demandId={demandId}
              canRequest={acts && list.canRequest}
              showActs={acts}
              onSetAside={(title) =>
                finish(t("suggest:aside.done", { title }), suggestion.technology.id)
              }
              onRequested={(state) =>
                finish(
                  t(
                    state === "AWAITING_LEAD"
                      ? "suggest:request.doneLead"
                      : "suggest:request.doneSent",
                  ),
                )
              }
            />
          </li>
        ))}
      </ol>
      {onMore && list && list.suggestions.length >= first ? (
        <Button variant="default" onClick={onMore}>
          {t("common:more")}
        </Button>
      ) : null}
      {acts && list ? (
        <SetAside
          demandId={demandId}
          items={list.setAside}
          onUndone={(title) => finish(t("suggest:aside.undone", { title }))}
        />
      ) : null}
      {acts ? (
        <ComparedTray>
          {list?.canRequest ? (
            <AskSeveral demandId={demandId} suggestions={list.suggestions} onDone={again} />
          ) : null}
        </ComparedTray>
      ) : null}
      {!acts && list && list.suggestions.length > 0 ? (
        <Button component={Link} to={`/demands/${demandId}/matches`} variant="default">
          {t("suggest:page.all")}
        </Button>
      ) : null}
    </section>
  );
}

type List = SuggestionPartsFragment | null | undefined;

/** Take whichever of the two answers came last: the socket's, or the one asked for after an act. */
function useNewest(asked: List, pushed: List): List {
  const [newest, setNewest] = useState<List>(asked ?? pushed);
  useEffect(() => {
    if (asked) setNewest(asked);
  }, [asked]);
  useEffect(() => {
    if (pushed) setNewest(pushed);
  }, [pushed]);
  return newest;
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
