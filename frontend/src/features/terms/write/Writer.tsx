import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { Conflict } from "@/shared/drafting/Conflict";
import { jumpTo } from "@/shared/drafting/jump";
import { differences } from "@/shared/drafting/merge";
import type { SheetPartsFragment } from "@/shared/graphql/generated/graphql";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { stoppedByLength } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { ActionBar } from "../components/ActionBar";
import type { DeclaredFiles } from "../components/MilestoneList";
import { useSides } from "../components/useSides";
import { OfferWindow } from "./OfferWindow";
import { Preview } from "./Preview";
import { TermsForm } from "./TermsForm";
import {
  combine,
  FIELDS,
  type FlatField,
  faultsIn,
  flatten,
  inputOf,
  type TypedTerms,
} from "./termsDraft";
import { useTermsDraft } from "./useTermsDraft";
import styles from "./write.module.css";

interface WriterProps {
  sheet: SheetPartsFragment | null;
  files: DeclaredFiles;
  again: () => void;
}

/** Write an offer, see what it comes to and what it changes, and send it by consequence. */
export function Writer({ sheet, files, again }: WriterProps) {
  const { t } = useTranslation(["sheet", "terms", "common"]);
  const deal = useDeal();
  const { other: firm } = useSides();
  const navigate = useNavigate();
  const back = `/deals/${deal.match.id}/terms`;
  const draft = useTermsDraft(deal.match.id, sheet);
  const act = useAct(FIELDS);
  const [asking, setAsking] = useState(false);
  const { typed, theirs } = draft;
  const say = {
    months: (months: string) => t("months", { months }),
    endless: t("endless"),
    release: t("milestone.release"),
  };
  const flat = (each: TypedTerms) => {
    const texts = flatten(each, say);
    if (each.mode) texts.mode = t(`terms:mode.${each.mode}`);
    if (each.exclusivity) texts.exclusivity = t(`exclusivity.${each.exclusivity}`);
    return texts;
  };

  function leave(field: string) {
    const fault = faultsIn(typed).get(field);
    if (fault) act.note({ field, words: t(`fault.${fault}`) });
  }

  function ask() {
    const faults = [...faultsIn(typed)];
    act.refuse(faults.map(([field, fault]) => ({ field, words: t(`fault.${fault}`) })));
    const first = faults[0]?.[0];
    if (first) return jumpTo(first);
    if (stoppedByLength(act.form)) return;
    if (!theirs) setAsking(true);
  }

  async function finish() {
    draft.forget();
    deal.again();
    await navigate(back, { state: { done: t(sheet?.canCounter ? "done.counter" : "done.offer") } });
  }

  const terms = inputOf(typed);
  // The same terms once more are an acceptance, which is another act.
  const answered = sheet?.canCounter && draft.untouched ? sheet.versions.at(-1) : undefined;
  return (
    <section className={styles.page} aria-labelledby="write-title">
      <header className={styles.head}>
        <Link to={back}>{t("write.back")}</Link>
        <h2 id="write-title">{t(sheet?.canCounter ? "write.counter" : "write.offer")}</h2>
        <p className="sb-muted">{t("write.lead")}</p>
        <VisibilityStrip readers={t("write.readers", { firm })} />
      </header>
      {theirs ? (
        <Conflict
          key={sheet?.revision}
          found={differences(flat(draft.base), flat(typed), flat(theirs))}
          nameOf={(field) => t(`row.${rowOf(field as FlatField)}`)}
          onChoose={(fields) => draft.settle(combine(typed, theirs, fields))}
        />
      ) : null}
      <div className={styles.columns}>
        <form
          ref={act.form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
          noValidate
        >
          <Trouble words={asking ? null : act.words} />
          <TermsForm
            typed={typed}
            files={files}
            errorAt={act.at}
            onLeave={leave}
            onChange={(part, field) => {
              draft.change(part);
              act.clear(field);
            }}
          />
        </form>
        <Preview typed={typed} sheet={sheet} files={files} />
      </div>
      <ActionBar
        label={t("write.submit")}
        words={answered ? t("write.same", { number: answered.number }) : t("write.kept")}
      >
        {draft.untouched ? null : (
          <Button variant="default" onClick={draft.discard}>
            {t("write.discard")}
          </Button>
        )}
        <Button onClick={ask} disabled={theirs !== null || answered !== undefined}>
          {t("write.submit")}
        </Button>
      </ActionBar>
      {asking && terms ? (
        <OfferWindow
          match={deal.match.id}
          sheet={sheet}
          terms={terms}
          act={act}
          onSent={() => void finish()}
          onRefusedAt={(field) => {
            setAsking(false);
            jumpTo(field);
          }}
          onStale={() => {
            setAsking(false);
            again();
          }}
          onClose={() => setAsking(false)}
        />
      ) : (
        act.window
      )}
    </section>
  );
}

const ROWS = {
  mode: "mode",
  exclusivity: "exclusivity",
  field: "field",
  territory: "territory",
  term: "term",
  money: "money",
  royalty: "royalty",
  note: "note",
  milestones: "milestones",
} as const satisfies Record<FlatField, string>;

function rowOf(field: FlatField): (typeof ROWS)[FlatField] {
  return ROWS[field];
}
