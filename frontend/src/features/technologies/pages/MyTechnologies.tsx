import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  type Language,
  MyTechnologiesDocument,
  type MyTechnologiesQuery,
  type TechnologyLineFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import { useTechnologyTitle } from "../components/naming";
import styles from "./MyTechnologies.module.css";

/** What the reader's firm wrote, and where each stands. */
export function MyTechnologies() {
  const { t } = useTranslation("technology");
  const { viewer, loading } = useSession();
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead title={t("mine.title")} lead={t("mine.lead")} />
        {viewer?.canWriteTechnologies || loading ? (
          <Button
            component={Link}
            to="/technologies/new"
            leftSection={<IconPlus size={16} />}
            // Keeps its place while it is not yet known who looks.
            style={{ visibility: viewer ? "visible" : "hidden" }}
          >
            {t("mine.new")}
          </Button>
        ) : null}
      </div>
      {cursors.map((after, at) => (
        <Page
          key={after ?? "first"}
          after={after}
          last={at === cursors.length - 1}
          onMore={(next) => setCursors((before) => [...before, next])}
        />
      ))}
    </div>
  );
}

function Page({
  after,
  last,
  onMore,
}: {
  after: string | null;
  last: boolean;
  onMore: (next: string) => void;
}) {
  const { t, i18n } = useTranslation("technology");
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    MyTechnologiesDocument,
    { first: 20, after, language },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.technologies;
  const next = pageInfo.endCursor;
  if (nodes.length === 0 && after === null) {
    return (
      <Empty title={t("mine.empty")}>
        <Button component={Link} to="/market" variant="default">
          {t("mine.emptyAction")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        {nodes.map((each) => (
          <Row key={each.id} technology={each} />
        ))}
      </ul>
      {last && pageInfo.hasNextPage && next ? (
        <Button variant="default" onClick={() => onMore(next)}>
          {t("more", { ns: "common" })}
        </Button>
      ) : null}
    </>
  );
}

const TONES: Record<TechnologyLineFragment["state"], Tone> = {
  DRAFT: "amber",
  IN_REVIEW: "blue",
  PUBLISHED: "seal",
  PAUSED: "amber",
  WITHDRAWN: "plain",
};

type Mine = MyTechnologiesQuery["technologies"]["nodes"][number];

function Row({ technology }: { technology: Mine }) {
  const { t } = useTranslation(["technology", "terms"]);
  const title = useTechnologyTitle(technology);
  const { card, summary } = technology;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        {card.industry ? (
          <p className="sb-eyebrow">{t(`terms:industry.${card.industry}`)}</p>
        ) : null}
        <h2>
          <Link
            to={`/technologies/${technology.id}`}
            lang={(summary ?? card).language.toLowerCase()}
          >
            {title}
          </Link>
        </h2>
      </div>
      <TrlGauge level={card.trl} />
      <span className={styles.state}>
        <Chip tone={TONES[technology.state]}>{t(`terms:technologyState.${technology.state}`)}</Chip>
        {technology.revisionState === "NONE" ? null : (
          <Chip tone={technology.revisionState === "DRAFT" ? "amber" : "blue"}>
            {t(technology.revisionState === "DRAFT" ? "mine.revising" : "mine.revisionInReview")}
          </Chip>
        )}
      </span>
    </li>
  );
}
