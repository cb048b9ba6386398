import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Pipeline } from "@/shared/charts/Pipeline";
import { DealRows } from "@/shared/deals/DealRows";
import { useStandings } from "@/shared/deals/standing";
import { DealsDocument, type Language, type MatchGroup } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { useSession } from "@/shared/session/session";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "./Deals.module.css";

const GROUPS = {
  open: "OPEN",
  waiting: "WAITING_FOR_US",
  others: "WAITING_FOR_OTHERS",
  matched: "MATCHED",
  over: "OVER",
} as const satisfies Record<string, MatchGroup>;

type Name = keyof typeof GROUPS;
const NAMES = Object.keys(GROUPS) as Name[];

function isName(value: string | null): value is Name {
  return value !== null && value in GROUPS;
}

/** The deals of one's own firm, by whose turn it is. */
export function Deals() {
  const { t } = useTranslation("deal");
  const [params] = useSearchParams();
  const asked = params.get("group");
  const group: Name = isName(asked) ? asked : "open";
  // What stands below a list comes after it, so that the list does not push it away.
  const [listed, setListed] = useState(false);
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <LinkTabs
        label={t("groups")}
        tabs={NAMES.map((name) => ({
          to: name === "open" ? "/deals" : `/deals?group=${name}`,
          name: t(`group.${name}`),
          here: name === group,
        }))}
      />
      <section className={styles.list}>
        <h2 className="sb-hidden">{t(`group.${group}`)}</h2>
        <Paged key={group}>
          {(turn) => <Part group={group} turn={turn} onListed={setListed} />}
        </Paged>
      </section>
      {group === "over" || !listed ? null : <Pipeline />}
    </div>
  );
}

interface PartProps {
  group: Name;
  turn: PageTurn;
  onListed: (is: boolean) => void;
}

function Part({ group, turn, onListed }: PartProps) {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    DealsDocument,
    { group: GROUPS[group], first: 20, after: turn.after, language },
    { fresh: true },
  );
  const nodes = data?.matches.nodes ?? [];
  const asked = useStandings(nodes.map(({ id }) => id));
  useNews(
    () => {
      again();
      asked.again();
    },
    (path) => path.startsWith("/deals/"),
  );
  const known = data !== undefined && data !== null && asked.ready;
  useEffect(() => {
    if (known) onListed(true);
  }, [known, onListed]);
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { pageInfo } = data.matches;
  if (nodes.length === 0 && turn.after === null) return <NoDeals group={group} />;
  return (
    <>
      <DealRows matches={nodes} standings={asked.standings} />
      {turn.more(pageInfo)}
    </>
  );
}

function NoDeals({ group }: { group: Name }) {
  const { t } = useTranslation("deal");
  const { viewer } = useSession();
  const kind = viewer?.organisation?.kind;
  const side = kind === "SME" || kind === "LARGE_FIRM" ? kind : null;
  // How a deal begins is worth saying where somebody looks for one, not below what is over.
  const teaches = side !== null;
  if (group === "over")
    return (
      <Empty title={t("empty.over")} body={t("emptyBody.over")}>
        <Button component={Link} to="/deals" variant="default">
          {t("emptyAction.over")}
        </Button>
      </Empty>
    );
  return (
    <Empty title={t(`empty.${group}`)} {...(teaches ? { body: t(`emptyBody.${side}`) } : {})}>
      {teaches ? (
        <Button
          component={Link}
          to={side === "SME" ? "/demands" : "/demands?mine=1"}
          variant="default"
        >
          {t(`emptyAction.${side}`)}
        </Button>
      ) : null}
    </Empty>
  );
}
