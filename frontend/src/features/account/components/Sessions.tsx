import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatInstant } from "@/shared/lib/dates";
import { askAccount } from "@/shared/session/allauth";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { Panel } from "@/shared/ui/Panel";
import { Bar, Loading } from "@/shared/ui/states";
import { instantOf } from "../authenticators";
import { deviceOf } from "../devices";
import styles from "./Sessions.module.css";

interface SignedIn {
  id: number;
  user_agent: string;
  ip: string;
  created_at: number;
  last_seen_at?: number;
  is_current: boolean;
}

function sessionsOf(data: unknown): SignedIn[] {
  const list = Array.isArray(data) ? (data as SignedIn[]) : [];
  return [...list].sort((a, b) => Number(b.is_current) - Number(a.is_current));
}

/** Where one is signed in, and the means to end it from here. */
export function Sessions() {
  const { t } = useTranslation("security");
  const [list, setList] = useState<SignedIn[] | null>(null);
  const [ended, setEnded] = useState(0);
  const act = useAct();
  const outcomes = useOutcomes();
  const head = useRef<HTMLDivElement>(null);

  const { run } = act;
  const { ofAccount } = outcomes;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, whatever the words do
  const look = useCallback(async () => {
    const done = await run(async () => ofAccount(await askAccount("GET", "auth/sessions")));
    if (done) setList(sessionsOf(done.data));
  }, [run]);
  useEffect(() => void look(), [look]);

  async function end(ids: readonly number[]) {
    const done = await act.run(async () =>
      outcomes.ofAccount(await askAccount("DELETE", "auth/sessions", { sessions: ids })),
    );
    if (!done) return;
    setEnded(ids.length);
    setList((now) => now?.filter((each) => !ids.includes(each.id)) ?? null);
    // The button that was pressed is gone.
    head.current?.focus();
  }

  const others = list?.filter((each) => !each.is_current) ?? [];
  return (
    <Panel title={t("sessions.title")}>
      <div className={styles.part} ref={head} tabIndex={-1}>
        <p className="sb-muted sb-small">{t("sessions.lead")}</p>
        <Trouble words={act.words} />
        <Done words={ended > 0 ? t("sessions.ended", { count: ended }) : null} />
        {list || act.words ? null : (
          <Loading>
            <Bar width="70%" height={44} />
          </Loading>
        )}
        <ul className={styles.list}>
          {list?.map((each) => (
            <Line key={each.id} session={each} busy={act.busy} onEnd={() => void end([each.id])} />
          ))}
        </ul>
        {others.length > 1 ? (
          <Button
            variant="default"
            disabled={act.busy}
            onClick={() => void end(others.map((each) => each.id))}
          >
            {t("sessions.endOthers")}
          </Button>
        ) : null}
      </div>
      {act.window}
    </Panel>
  );
}

interface LineProps {
  session: SignedIn;
  busy: boolean;
  onEnd: () => void;
}

function Line({ session, busy, onEnd }: LineProps) {
  const { t, i18n } = useTranslation("security");
  const device = deviceOf(session.user_agent);
  const name = device ? t("sessions.device", { ...device }) : t("sessions.unknown");
  const time = formatInstant(instantOf(session.last_seen_at ?? session.created_at), i18n.language);
  return (
    <li className={styles.line}>
      <div>
        <p className={styles.name}>
          {name} {session.is_current ? <Chip tone="seal">{t("sessions.this")}</Chip> : null}
        </p>
        <p className="sb-tiny sb-muted sb-figures">
          {t(session.last_seen_at ? "sessions.seen" : "sessions.since", { time })}{" "}
          <span className={styles.from}>{session.ip}</span>
        </p>
      </div>
      {session.is_current ? null : (
        <Button
          variant="default"
          size="sm"
          disabled={busy}
          aria-label={t("sessions.endThis", { device: name })}
          onClick={onEnd}
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
