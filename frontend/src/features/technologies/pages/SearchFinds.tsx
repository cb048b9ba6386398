import { Button } from "@mantine/core";
import { IconBellOff, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { PaceChoice, SEARCH_PACES } from "@/shared/alerts/PaceChoice";
import {
  ChooseSearchAlertsDocument,
  type Language,
  SearchFindsDocument,
  type SearchFindsQuery,
  type SearchPace,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDate, formatInstant } from "@/shared/lib/dates";
import { Guarded } from "@/shared/session/Guarded";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { CardChips } from "../components/CardChips";
import { useTechnologyTitle } from "../components/naming";
import { pathOfSaved } from "../seeking/saved";
import styles from "./SearchFinds.module.css";

type Finds = SearchFindsQuery["searchFinds"];

/** What one saved search told of, with the way to all it finds and the way to hear no more. */
export function SearchFinds() {
  return (
    <Guarded whole>
      <Loaded />
    </Guarded>
  );
}

function Loaded() {
  const { i18n } = useTranslation();
  const { id = "" } = useParams();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    SearchFindsDocument,
    { id, language },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  return <Told {...data.searchFinds} />;
}

function Told({ search, finds }: Finds) {
  const { t } = useTranslation("seek");
  return (
    <div className={styles.page}>
      <PageHead
        title={search.name}
        lead={t("finds.lead")}
        above={{ name: t("finds.market"), to: "/market" }}
      />
      <Telling search={search} />
      {finds.length === 0 ? (
        <Empty title={t(search.pace === "OFF" ? "finds.off" : "finds.none")} />
      ) : (
        <ul className={styles.rows}>
          {finds.map((find) => (
            <Row key={find.technology.id} find={find} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** The search itself, how soon it tells, and one press that ends it. */
function Telling({ search }: { search: Finds["search"] }) {
  const { t } = useTranslation("seek");
  const [pace, setPace] = useState<SearchPace>(search.pace);
  const [stopped, setStopped] = useState(false);
  const [, choose] = useTypedMutation(ChooseSearchAlertsDocument);
  const act = useAct();
  const outcomes = useOutcomes();

  async function stop() {
    const given = { id: search.id, pace: "OFF" } as const;
    const done = await act.run(async () => outcomes.ofMutation(await choose(given)));
    if (!done) return;
    setPace("OFF");
    setStopped(true);
  }

  return (
    <section className={styles.telling} aria-label={t("saved.pace")}>
      <Button
        component={Link}
        to={pathOfSaved(search)}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
      >
        {t("finds.all")}
      </Button>
      <PaceChoice
        label={t("saved.pace")}
        isLabelShown
        value={pace}
        paces={SEARCH_PACES}
        save={(chosen) => choose({ id: search.id, pace: chosen ?? "OFF" })}
        saved={(chosen) => {
          setPace(chosen ?? "OFF");
          setStopped(false);
        }}
      />
      {pace === "OFF" ? null : (
        <Button
          variant="default"
          loading={act.busy}
          leftSection={<IconBellOff size={16} aria-hidden="true" />}
          onClick={() => void stop()}
        >
          {t("finds.stop")}
        </Button>
      )}
      <Done words={stopped ? t("finds.stopped") : null} />
      <Trouble words={act.words} />
      {act.window}
    </section>
  );
}

function Row({ find }: { find: Finds["finds"][number] }) {
  const { t, i18n } = useTranslation(["seek", "terms"]);
  const { technology, toldAt, byMeaning } = find;
  const { card, summary } = technology;
  const title = useTechnologyTitle(technology);
  const language = (summary ?? card).language.toLowerCase();
  return (
    <li className={styles.row}>
      {card.industry ? <p className="sb-eyebrow">{t(`terms:industry.${card.industry}`)}</p> : null}
      <h2>
        <Link to={`/technologies/${technology.id}`} lang={language}>
          {title}
        </Link>
      </h2>
      <p className={styles.lead} lang={language}>
        {summary?.summary || card.problem}
      </p>
      <CardChips technology={technology} shown={language} />
      {byMeaning ? (
        <p>
          <Chip tone="blue">{t("finds.byMeaning")}</Chip>
        </p>
      ) : null}
      <time
        className="sb-muted sb-small"
        dateTime={toldAt}
        title={formatInstant(toldAt, i18n.language)}
      >
        {t("finds.toldOn", { day: formatDate(toldAt, i18n.language) })}
      </time>
    </li>
  );
}
