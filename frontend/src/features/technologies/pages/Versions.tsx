import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import {
  type Language,
  TechnologyDiffDocument,
  TechnologyVersionsDocument,
  type TechnologyVersionsQuery,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import { shortenMiddle } from "@/shared/lib/text";
import { Changes } from "@/shared/offers/Changes";
import { Chip } from "@/shared/ui/Chip";
import { CopyButton } from "@/shared/ui/CopyButton";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { Empty, ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { useTechnologyTitle } from "../components/naming";
import styles from "./Versions.module.css";

type Version = TechnologyVersionsQuery["technologyVersions"][number];

/** Every text that was submitted, and what differs between any two. */
export function Versions() {
  const { id = "" } = useParams();
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(
    TechnologyVersionsDocument,
    { id, language },
    { fresh: true },
  );
  if (error && !data) return <ErrorState error={error} retry={again} whole />;
  if (!data) return <PageSkeleton />;
  if (!data.technology) return <NotFound />;
  return <Shown technology={data.technology} versions={data.technologyVersions} />;
}

interface ShownProps {
  technology: NonNullable<TechnologyVersionsQuery["technology"]>;
  versions: readonly Version[];
}

function Shown({ technology, versions }: ShownProps) {
  const { t } = useTranslation("review");
  const title = useTechnologyTitle(technology);
  const newest = [...versions].sort((a, b) => b.number - a.number);
  return (
    <div className={styles.page}>
      <PageHead
        title={t("versions.title")}
        lead={t("versions.lead")}
        above={{ name: title, to: `/technologies/${technology.id}` }}
      />
      {newest.length === 0 ? <Empty title={t("versions.empty")} /> : null}
      <ol className={styles.rows}>
        {newest.map((version) => (
          <Row key={version.number} version={version} />
        ))}
      </ol>
      {newest.length > 1 ? <Compare id={technology.id} versions={newest} /> : null}
    </div>
  );
}

function Row({ version }: { version: Version }) {
  const { t, i18n } = useTranslation("review");
  const at = (instant: string) => (
    <time dateTime={instant}>{formatInstant(instant, i18n.language)}</time>
  );
  return (
    <li className={styles.row}>
      <h2>{t("versions.number", { number: version.number })}</h2>
      <div className={styles.chips}>
        {version.isPublic ? <Chip tone="seal">{t("versions.current")}</Chip> : null}
        {version.decision ? (
          <Chip tone={version.decision === "APPROVED" ? "plain" : "amber"}>
            {t(`decision.${version.decision}`)}
          </Chip>
        ) : (
          <Chip tone={version.submittedAt ? "blue" : "amber"}>
            {t(version.submittedAt ? "versions.waiting" : "versions.draft")}
          </Chip>
        )}
      </div>
      <dl>
        {version.submittedAt ? (
          <div>
            <dt>{t("versions.submitted")}</dt>
            <dd>{at(version.submittedAt)}</dd>
          </div>
        ) : null}
        {version.decidedAt ? (
          <div>
            <dt>{t("versions.decided")}</dt>
            <dd>{at(version.decidedAt)}</dd>
          </div>
        ) : null}
        {version.sha256 ? (
          <div>
            <dt>{t("versions.hash")}</dt>
            <dd className={styles.hash}>
              <code title={version.sha256}>{shortenMiddle(version.sha256)}</code>
              <CopyButton value={version.sha256} label={t("versions.hash")} />
            </dd>
          </div>
        ) : null}
      </dl>
    </li>
  );
}

function Compare({ id, versions }: { id: string; versions: readonly Version[] }) {
  const { t } = useTranslation("review");
  // Which two stand beside each other is in the address, so that it can be sent.
  const [params, setParams] = useSearchParams();
  const chosen = (name: string, otherwise: number | undefined) => {
    const asked = Number(params.get(name));
    return versions.some((each) => each.number === asked) ? asked : (otherwise ?? 0);
  };
  const from = chosen("from", versions[1]?.number);
  const to = chosen("to", versions[0]?.number);
  const same = from === to;
  const [{ data, error }, again] = useTypedQuery(
    TechnologyDiffDocument,
    { id, from, to },
    { pause: same },
  );
  const options = versions.map(({ number }) => ({
    value: String(number),
    label: t("versions.number", { number }),
  }));
  const set = (name: "from" | "to", value: string) =>
    setParams(
      { from: String(from), to: String(to), [name]: value },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Panel title={t("versions.compare")}>
      <div className={styles.choose}>
        <NativeSelect
          label={t("versions.from")}
          value={String(from)}
          data={options}
          onChange={(event) => set("from", event.currentTarget.value)}
        />
        <NativeSelect
          label={t("versions.to")}
          value={String(to)}
          data={options}
          onChange={(event) => set("to", event.currentTarget.value)}
        />
      </div>
      <div aria-live="polite" className={styles.result}>
        {same ? <p>{t("versions.same")}</p> : null}
        {error ? <ErrorState error={error} retry={again} /> : null}
        {!same && data?.technologyDiff ? (
          <>
            <p className="sb-small sb-muted">{t("versions.result", { from, to })}</p>
            <Changes changes={data.technologyDiff.changes} />
          </>
        ) : null}
      </div>
    </Panel>
  );
}
