import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  CaseHandoversDocument,
  type HandoverPartsFragment,
  ReturnHandoverDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatMoment } from "@/shared/lib/dates";
import { useNews } from "@/shared/live/useNews";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Outcome } from "@/shared/ui/Outcome";
import { Paged, type PageTurn } from "@/shared/ui/Paged";
import { Panel } from "@/shared/ui/Panel";
import { Written } from "@/shared/ui/Written";
import styles from "./Interest.module.css";

/** What was handed over in the institution, and the way to take it back. */
export function Handovers({ onChange }: { onChange: () => void }) {
  const [done, setDone] = useState<string | null>(null);
  return (
    <Paged>
      {(turn) => (
        <Part
          turn={turn}
          done={done}
          onDone={(words) => {
            setDone(words);
            onChange();
          }}
        />
      )}
    </Paged>
  );
}

interface PartProps {
  turn: PageTurn;
  done: string | null;
  onDone: (words: string) => void;
}

function Part({ turn, done, onDone }: PartProps) {
  const { t } = useTranslation("desk");
  const [{ data }, again] = useTypedQuery(
    CaseHandoversDocument,
    { first: 5, after: turn.after },
    { fresh: true },
  );
  useNews(again, (path) => path.startsWith("/cases/"));
  // Nothing stands here before the first one; a list that fails to load keeps nobody from working.
  if (!data || data.caseHandovers.nodes.length === 0) return null;
  return (
    <Panel title={t("handOver.past")}>
      <Outcome words={done} />
      <ul className={styles.list}>
        {data.caseHandovers.nodes.map((each) => (
          <li key={each.id} className={styles.row}>
            <HandoverRow
              of={each}
              onDone={(words) => {
                again();
                onDone(words);
              }}
            />
          </li>
        ))}
      </ul>
      {turn.more(data.caseHandovers.pageInfo)}
    </Panel>
  );
}

interface RowProps {
  of: HandoverPartsFragment;
  onDone: (words: string) => void;
}

/** One hand-over in a sentence, with the way back while there is one. */
export function HandoverRow({ of, onDone }: RowProps) {
  const { t, i18n } = useTranslation("desk");
  const [, giveBack] = useTypedMutation(ReturnHandoverDocument);
  const act = useAct([]);
  const { ofMutation } = useOutcomes();

  async function submit() {
    if (await act.run(async () => ofMutation(await giveBack({ id: of.id }))))
      onDone(t("handOver.returned"));
  }

  return (
    <>
      <span>
        {t("handOver.line", { count: of.caseCount, name: of.receiverName })}{" "}
        <span className="sb-muted">
          {formatMoment(of.handedAt, i18n.language)} · <Written text={of.reason} />
          {of.returnedAt ? ` · ${t("handOver.wasReturned")}` : ""}
        </span>
      </span>
      {of.canReturn ? (
        <Button variant="default" size="xs" loading={act.busy} onClick={() => void submit()}>
          {t("handOver.return")}
        </Button>
      ) : null}
      <Trouble words={act.words} />
      {act.window}
    </>
  );
}
