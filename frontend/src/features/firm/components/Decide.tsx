import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  DecideFirmCheckDocument,
  type FirmCheckOneQuery,
  RevokeFirmCheckDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { Panel } from "@/shared/ui/Panel";
import { DeclineForm } from "./DeclineForm";
import styles from "./Firm.module.css";
import { useFirmName } from "./names";

const TICKS = ["number", "name", "authority"] as const;

interface DecideProps {
  check: NonNullable<FirmCheckOneQuery["firmCheck"]>;
  onDone: (which: "confirmed" | "declined" | "revoked") => void;
}

/** Confirm after three looks, decline with reasons, or take a confirmation back. */
export function Decide({ check, onDone }: DecideProps) {
  if (check.state === "PENDING" && check.canDecide)
    return <Pending check={check} onDone={onDone} />;
  if (check.state === "CONFIRMED" && check.organisation.verification === "VERIFIED")
    return <Confirmed check={check} onDone={onDone} />;
  return null;
}

function Pending({ check, onDone }: DecideProps) {
  const { t } = useTranslation("firm");
  const nameOf = useFirmName();
  const firm = nameOf(check.organisation);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState<"confirm" | "decline" | null>(null);
  const [, decide] = useTypedMutation(DecideFirmCheckDocument);
  const act = useAct();
  const outcomes = useOutcomes();

  function askConfirm() {
    if (ticked.length < TICKS.length)
      return act.refuse([{ field: null, words: t("decide.ticksNeeded") }]);
    act.clear();
    setAsking("confirm");
  }

  async function confirm() {
    const done = await act.run(async () =>
      outcomes.ofMutation(await decide({ id: check.id, confirmed: true })),
    );
    if (!done) return;
    setAsking(null);
    onDone("confirmed");
  }

  return (
    <Panel title={t("decide.tick")}>
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => {
          event.preventDefault();
          askConfirm();
        }}
        noValidate
      >
        <Checkbox.Group
          value={[...ticked]}
          onChange={(value) => {
            setTicked(value);
            act.clear();
          }}
        >
          <div className={styles.section}>
            {TICKS.map((each) => (
              <Checkbox key={each} value={each} label={t(`decide.ticks.${each}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Trouble words={asking ? null : act.words} />
        <div className={styles.actions}>
          <Button type="submit">{t("decide.confirm")}</Button>
          <Button
            variant="default"
            onClick={() => {
              act.clear();
              setAsking("decline");
            }}
          >
            {t("decide.decline")}
          </Button>
        </div>
      </form>
      {asking === "confirm" ? (
        <ConfirmByConsequence
          title={t("decide.confirmWindow.title", { firm })}
          consequences={[
            t("decide.confirmWindow.one"),
            t("decide.confirmWindow.two"),
            t("decide.confirmWindow.three"),
          ]}
          undoable
          action={t("decide.confirm")}
          refusal={act.words ? { words: act.words, signedOut: false } : null}
          onConfirm={confirm}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === "decline" ? (
        <DeclineForm
          id={check.id}
          firm={firm}
          onDone={() => {
            setAsking(null);
            onDone("declined");
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {act.window}
    </Panel>
  );
}

function Confirmed({ check, onDone }: DecideProps) {
  const { t } = useTranslation("firm");
  const nameOf = useFirmName();
  const [asking, setAsking] = useState(false);
  const [, revoke] = useTypedMutation(RevokeFirmCheckDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const atReason = act.problems.some(({ field }) => field === "reasonText");

  async function confirm(reasonText: string) {
    const done = await act.run(async () =>
      outcomes.ofMutation(await revoke({ id: check.id, reasonText })),
    );
    if (!done) return;
    setAsking(false);
    onDone("revoked");
  }

  return (
    <div className={styles.actions}>
      <Button
        variant="default"
        onClick={() => {
          act.clear();
          setAsking(true);
        }}
      >
        {t("decide.revoke")}
      </Button>
      {asking ? (
        <ConfirmByConsequence
          title={t("decide.revokeWindow.title", { firm: nameOf(check.organisation) })}
          consequences={[t("decide.revokeWindow.one"), t("decide.revokeWindow.two")]}
          undoable={false}
          danger
          action={t("decide.revoke")}
          reason={{
            label: t("decide.revokeWindow.reason"),
            help: t("decide.revokeWindow.help"),
            needed: t("decide.revokeWindow.needed"),
          }}
          refusal={
            act.words
              ? { words: act.words, signedOut: false, field: atReason ? "reason" : null }
              : null
          }
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {act.window}
    </div>
  );
}
