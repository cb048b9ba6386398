import { Button } from "@mantine/core";
import { IconNote, IconPhone, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firmName } from "@/shared/deals/naming";
import {
  type CaseNotePartsFragment,
  type NotePartsFragment,
  SettleFollowUpDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDay, formatInstant, formatMoment } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { Written } from "@/shared/ui/Written";
import { CorrectNote } from "./NoteForm";
import styles from "./Notes.module.css";

const ICONS = { NOTE: IconNote, TELEPHONE: IconPhone, MEETING: IconUsers } as const;

interface NoteItemProps {
  of: CaseNotePartsFragment;
  /** Names the case, where notes of several stand together. */
  withCase: boolean;
  onDone: (words: string) => void;
}

/** One note: with whom and when, what was said, what follows, and what stood there before. */
export function NoteItem({ of, withCase, onDone }: NoteItemProps) {
  const { t, i18n } = useTranslation(["desk", "case"]);
  const [open, setOpen] = useState(false);
  const firms = {
    seller: firmName(of.seller, i18n.language),
    buyer: firmName(of.buyer, i18n.language),
  };
  return (
    <article className={styles.note}>
      {withCase ? (
        <h3>
          <Link to={`/cases/${of.caseId}`}>{t("case:between", firms)}</Link>
        </h3>
      ) : null}
      <NoteWords of={of} />
      <FollowUp of={of} onDone={onDone} />
      <div className={styles.foot}>
        {of.canCorrect ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
            {t("note.correct")}
          </Button>
        ) : null}
        {of.earlier.length > 0 ? (
          <details className={styles.earlier}>
            <summary>{t("note.earlier", { count: of.earlier.length })}</summary>
            {of.earlier.map((version) => (
              <NoteWords key={version.id} of={version} />
            ))}
          </details>
        ) : null}
      </div>
      {open ? (
        <CorrectNote
          of={of}
          onDone={() => {
            setOpen(false);
            onDone(t("note.corrected"));
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </article>
  );
}

function NoteWords({ of }: { of: NotePartsFragment }) {
  const { t, i18n } = useTranslation(["desk", "case"]);
  const Icon = ICONS[of.kind];
  const at = of.happenedAt ?? of.createdAt;
  return (
    <>
      <p className={styles.by}>
        <Icon size={16} aria-hidden="true" />
        <span>{t(`note.kinds.${of.kind}`)}</span>
        {of.side ? (
          <strong>
            {t(`case:who.${of.side}`)}
            {of.personName ? (
              <>
                , <Written text={of.personName} />
              </>
            ) : null}
          </strong>
        ) : null}
        <time dateTime={at} title={formatInstant(at, i18n.language)}>
          {formatMoment(at, i18n.language)}
        </time>
        <span>{t("note.by", { name: of.authorName })}</span>
      </p>
      <p className={styles.text}>
        <Written text={of.text} />
      </p>
    </>
  );
}

function FollowUp({ of, onDone }: Pick<NoteItemProps, "of" | "onDone">) {
  const { t, i18n } = useTranslation("desk");
  const [, settle] = useTypedMutation(SettleFollowUpDocument);
  const act = useAct([]);
  const { ofMutation } = useOutcomes();
  if (!of.followUp || !of.followUpOn) return null;
  const done = of.followedUpAt !== null && of.followedUpAt !== undefined;

  async function submit() {
    const wish = { id: of.id, done: !done };
    if (!(await act.run(async () => ofMutation(await settle(wish))))) return;
    onDone(t(done ? "note.reopened" : "note.settled"));
  }

  return (
    <div className={styles.follow}>
      <Chip tone={done ? "plain" : "amber"}>
        {done ? t("note.done") : t("note.until", { day: formatDay(of.followUpOn, i18n.language) })}
      </Chip>
      <Written text={of.followUp} />
      {of.canSettle ? (
        <Button
          variant="default"
          size="xs"
          loading={act.busy}
          onClick={() => void submit()}
          aria-label={`${t(done ? "note.reopen" : "note.settle")}: ${of.followUp}`}
        >
          {t(done ? "note.reopen" : "note.settle")}
        </Button>
      ) : null}
      <Trouble words={act.words} />
      {act.window}
    </div>
  );
}
