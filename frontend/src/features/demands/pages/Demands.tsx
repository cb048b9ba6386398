import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { DemandsDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useSession, type Viewer } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { DemandRow } from "../components/DemandRow";
import styles from "./Demands.module.css";

/** Demands of one's own firm, or those that large firms have published. */
export function Demands() {
  const { t } = useTranslation("demand");
  const { viewer, loading } = useSession();
  const [params] = useSearchParams();
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  // A large firm comes here for its own; everyone else for those of others.
  const mine = params.get("mine") === "1" || viewer?.organisation?.kind === "LARGE_FIRM";
  const words = mine ? "mine" : "list";
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHead title={t(`${words}.title`)} lead={t(`${words}.lead`)} />
        {mine && viewer?.canWriteDemands ? (
          <Button component={Link} to="/demands/new" leftSection={<IconPlus size={16} />}>
            {t("mine.new")}
          </Button>
        ) : null}
      </div>
      {loading ? <PageSkeleton /> : null}
      {loading
        ? null
        : cursors.map((after, at) => (
            <Page
              key={`${mine}-${after ?? "first"}`}
              mine={mine}
              after={after}
              last={at === cursors.length - 1}
              onMore={(next) => setCursors((before) => [...before, next])}
            />
          ))}
    </div>
  );
}

/** Why an empty list is empty for this person; null when there is really nothing in it. */
function closedTo(viewer: Viewer | null): "firmCheck" | "checking" | "notForYou" | null {
  if (viewer?.organisation?.kind !== "SME") return "notForYou";
  const { verification } = viewer.organisation;
  if (verification === "VERIFIED") return null;
  return verification === "PENDING" ? "checking" : "firmCheck";
}

interface PageProps {
  mine: boolean;
  after: string | null;
  last: boolean;
  onMore: (next: string) => void;
}

function Page({ mine, after, last, onMore }: PageProps) {
  const { t, i18n } = useTranslation("demand");
  const { viewer } = useSession();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    DemandsDocument,
    { mine, first: 20, after, language },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.demands;
  const next = pageInfo.endCursor;
  if (nodes.length === 0 && after === null) {
    const closed = mine ? null : closedTo(viewer);
    return (
      <Empty
        title={t(closed ? `list.${closed}` : mine ? "mine.empty" : "list.empty")}
        {...(closed ? { body: t(`list.${closed}Body`) } : {})}
      >
        <Button
          component={Link}
          to={closed === "firmCheck" ? "/firm" : "/market"}
          variant="default"
        >
          {t(closed === "firmCheck" ? "list.toFirmCheck" : "list.emptyAction")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        {nodes.map((demand) => (
          <li key={demand.id}>
            <DemandRow demand={demand} />
          </li>
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
