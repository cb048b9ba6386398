import { Button } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { Activity } from "@/shared/charts/Activity";
import { Timeline } from "@/shared/evidence/Timeline";
import { EntriesDocument, type EntryLineFragment } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatWeekday } from "@/shared/lib/dates";
import { useSession } from "@/shared/session/session";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, ErrorState, PageSkeleton } from "@/shared/ui/states";
import { type Asked, addressOf, boundsOf, readAddress } from "../address";
import { Export } from "../components/Export";
import { Families } from "../components/Families";
import { Narrowing } from "../components/Narrowing";
import { SubjectWays } from "../components/SubjectWays";
import { useSubjectTitles } from "../components/titles";
import styles from "./Records.module.css";

const ProofDrawer = lazy(() =>
  import("@/shared/evidence/ProofDrawer").then((file) => ({ default: file.ProofDrawer })),
);

/** What the log holds that the reader may know of, as sentences under their days. */
export function Records() {
  const { t } = useTranslation("records");
  const { viewer } = useSession();
  const { id } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const asked = readAddress(params);
  const auditor = viewer?.roles.includes("AUDITOR") ?? false;
  const party =
    viewer?.organisation?.kind === "COORDINATOR_INSTITUTION" ? "leadInstitution" : "lead";
  const about = useSubjectTitles();
  const lead = auditor ? "leadAuditor" : party;
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t(lead)} />
      <div className={styles.tools}>
        <Families asked={asked} />
        <Link to="/verify" className={styles.verify}>
          <IconFingerprint size={16} aria-hidden="true" /> {t("verify")}
        </Link>
      </div>
      <div className={styles.narrow}>
        <Narrowing asked={asked} />
        <Export asked={asked} about={about} />
      </div>
      <Activity
        by="month"
        month={asked.month}
        subjectType={asked.family}
        subjectId={asked.subject}
        families={asked.what ? [asked.what] : null}
      />
      <div className={styles.list}>
        <Paged key={addressOf(asked)}>
          {(turn) => <Part asked={asked} about={about} turn={turn} />}
        </Paged>
      </div>
      {id ? (
        <Suspense fallback={null}>
          <ProofDrawer entryId={id} onClose={() => void navigate(addressOf(asked))} />
        </Suspense>
      ) : null}
    </div>
  );
}

interface PartProps {
  asked: Asked;
  about: (entry: EntryLineFragment) => string | null;
  turn: PageTurn;
}

function Part({ asked, about, turn }: PartProps) {
  const { t, i18n } = useTranslation("records");
  const { from, before } = boundsOf(asked.month);
  const [{ data, error }, again] = useTypedQuery(
    EntriesDocument,
    {
      subjectType: asked.family,
      subjectId: asked.subject,
      families: asked.what ? [asked.what] : null,
      recordedFrom: from,
      recordedBefore: before,
      first: 30,
      after: turn.after,
    },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { nodes, pageInfo } = data.entries;
  if (nodes.length === 0 && turn.after === null) {
    return addressOf(asked) !== "/records" ? (
      <Empty title={t("emptyFiltered")}>
        <Button component={Link} to="/records" variant="default">
          {t("emptyAction")}
        </Button>
      </Empty>
    ) : (
      <Empty title={t("empty")} body={t("emptyBody")} />
    );
  }
  const last = nodes.at(-1);
  return (
    <>
      <Timeline
        entries={nodes}
        carried={turn.carried}
        about={about}
        ways={(entry) => <SubjectWays entry={entry} asked={asked} />}
      />
      {turn.more(pageInfo, last ? formatWeekday(last.recordedAt, i18n.language) : undefined)}
    </>
  );
}
