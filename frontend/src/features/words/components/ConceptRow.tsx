import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ConceptPartsFragment,
  RestoreConceptDocument,
  RetireConceptDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { nameOf } from "../naming";
import { ConceptWords } from "./ConceptWords";
import { History } from "./History";
import styles from "./Words.module.css";

interface ConceptRowProps {
  concept: ConceptPartsFragment;
  keeps: boolean;
  mayPropose: boolean;
  onEdit: () => void;
  onRetired: () => void;
  onRestored: () => void;
}

/** One concept and what its reader may do with it. */
export function ConceptRow(props: ConceptRowProps) {
  const { concept, keeps } = props;
  const { t, i18n } = useTranslation("words");
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState(false);
  const [, retire] = useTypedMutation(RetireConceptDocument);
  const [, restore] = useTypedMutation(RestoreConceptDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const name = nameOf(concept.words, i18n.language);
  const day = formatDate(concept.changedAt, i18n.language);
  const used = concept.state === "IN_USE";

  async function confirm() {
    const { id } = concept;
    if (!(await act.run(async () => outcomes.ofMutation(await retire({ id }))))) return;
    setAsking(false);
    props.onRetired();
  }

  async function bringBack() {
    const { id } = concept;
    if (await act.run(async () => outcomes.ofMutation(await restore({ id })))) props.onRestored();
  }

  return (
    <article className={styles.row}>
      <div className={styles.main}>
        <ConceptWords words={concept.words} />
        {keeps ? (
          <p className="sb-tiny sb-muted">
            {concept.changedBy
              ? t("changedBy", { day, who: concept.changedBy })
              : t("changed", { day })}
          </p>
        ) : null}
        {asking ? null : <Trouble words={act.words} />}
      </div>
      <div className={styles.actions}>
        {used && (keeps || props.mayPropose) ? (
          <Button
            variant="default"
            size="sm"
            onClick={props.onEdit}
            aria-label={keeps ? t("editThis", { name }) : `${t("proposeChange")}: ${name}`}
          >
            {t(keeps ? "edit" : "proposeChange")}
          </Button>
        ) : null}
        {keeps ? (
          <>
            <Button
              variant="default"
              size="sm"
              aria-label={t(used ? "retireThis" : "restoreThis", { name })}
              loading={act.busy && !asking}
              onClick={() => {
                act.clear();
                if (used) setAsking(true);
                else void bringBack();
              }}
            >
              {t(used ? "retire" : "restore")}
            </Button>
            <Button
              variant="subtle"
              size="sm"
              aria-expanded={open}
              aria-label={t("historyOf", { name })}
              onClick={() => setOpen(!open)}
            >
              {t("history")}
            </Button>
          </>
        ) : null}
      </div>
      {open ? <History id={concept.id} /> : null}
      {asking ? (
        <ConfirmByConsequence
          title={t("retireConfirm.title", { name })}
          consequences={[t("retireConfirm.one"), t("retireConfirm.two")]}
          undoable
          action={t("retire")}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </article>
  );
}
