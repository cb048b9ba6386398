import { IconCheck, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Activity } from "@/shared/charts/Activity";
import { Timeline } from "@/shared/evidence/Timeline";
import { EntriesDocument, LatestCheckpointDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import type { Viewer } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { Facts, Panel } from "@/shared/ui/Panel";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import styles from "./AuditorHome.module.css";

const NEWEST = 6;
const LINES = ["one", "two", "three"] as const;

/** The start of an auditor: what may be read, what stays closed, and the newest of the log. */
export function AuditorHome({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation("home");
  return (
    <div className={styles.page}>
      <PageHead title={t("title", { name: viewer.name })} lead={t("audit.lead")} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <div className={styles.bounds}>
            {(["may", "not"] as const).map((part) => (
              <Panel key={part} title={t(`audit.${part}.title`)}>
                <ul className={styles.lines}>
                  {LINES.map((line) => (
                    <li key={line}>
                      {part === "may" ? (
                        <IconCheck size={16} aria-hidden="true" />
                      ) : (
                        <IconLock size={16} aria-hidden="true" />
                      )}
                      <span>{t(`audit.${part}.${line}`)}</span>
                    </li>
                  ))}
                </ul>
              </Panel>
            ))}
          </div>
          <Newest />
        </div>
        <aside className={styles.side}>
          <Log />
          <Panel title={t("audit.ways.title")}>
            <ul className={styles.links}>
              {(["verify", "promises", "glossary"] as const).map((to) => (
                <li key={to}>
                  <Link to={`/${to}`}>{t(`audit.ways.${to}`)}</Link>
                </li>
              ))}
            </ul>
          </Panel>
        </aside>
      </div>
      <Activity by="month" />
    </div>
  );
}

function Log() {
  const { t, i18n } = useTranslation("home");
  const [{ data, error }, again] = useTypedQuery(LatestCheckpointDocument, {}, { fresh: true });
  const last = data?.logCheckpoint;
  if (error && !data) return <ErrorState error={error} retry={again} />;
  return (
    <Panel title={t("audit.figures.title")}>
      {last ? (
        <Facts
          rows={[
            {
              name: t("audit.figures.size"),
              value: Number(last.size).toLocaleString(i18n.language),
            },
            {
              name: t("audit.figures.signed"),
              value: formatInstant(last.signedAt, i18n.language),
            },
          ]}
        />
      ) : (
        <Loading>
          <Bar height={72} />
        </Loading>
      )}
    </Panel>
  );
}

function Newest() {
  const { t } = useTranslation("home");
  const [{ data, error }, again] = useTypedQuery(
    EntriesDocument,
    { first: NEWEST },
    { fresh: true },
  );
  const entries = data?.entries.nodes;
  if (error && !data) return <ErrorState error={error} retry={again} />;
  return (
    <Panel
      title={t("audit.newest.title")}
      aside={<Link to="/records">{t("audit.newest.all")}</Link>}
    >
      {entries ? null : (
        <Loading>
          <Bar height={360} />
        </Loading>
      )}
      {entries?.length === 0 ? <p className="sb-muted">{t("audit.newest.none")}</p> : null}
      {entries && entries.length > 0 ? <Timeline entries={entries} /> : null}
    </Panel>
  );
}
