import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import type { Outcome } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import styles from "./Readers.module.css";
import type { ReadersProps } from "./readersProps";
import { useConsequences } from "./useConsequences";

type Holder = NdaPartsFullFragment["holders"][number];
const FIELDS = ["membershipId"] as const;

/** Who stands on the list and who once did; the large firm adds and removes people later. */
export function ReaderList({ nda, choices, acts, onDone, onStale }: ReadersProps) {
  const { t } = useTranslation("nda");
  const [leaving, setLeaving] = useState<Holder | null>(null);
  const [adding, setAdding] = useState("");
  const act = useAct(FIELDS);
  const consequences = useConsequences(nda);
  const standing = nda.holders.filter((each) => !each.removedAt);
  const gone = nda.holders.filter((each) => each.removedAt);
  const free = choices.candidates.filter((each) =>
    standing.every((holder) => holder.membershipId !== each.membershipId),
  );

  async function send(ask: () => Promise<Outcome<unknown>>, words: string) {
    let stale = false;
    const done = await act.run(async () => {
      const outcome = await ask();
      stale = outcome.problems.some(({ code }) => code === "stale_state");
      return outcome;
    });
    setLeaving(null);
    if (stale) onStale();
    if (!done) return;
    setAdding("");
    onDone(words);
  }

  return (
    <>
      <Trouble words={act.words} />
      <ul className={styles.list}>
        {standing.map((each) => (
          <li key={each.id}>
            <Person holder={each} />
            {nda.canRemoveHolder ? (
              <Button
                variant="default"
                size="sm"
                disabled={act.busy}
                aria-label={t("readers.removeThis", { name: each.name })}
                onClick={() => setLeaving(each)}
              >
                {t("readers.remove")}
              </Button>
            ) : null}
          </li>
        ))}
        {gone.map((each) => (
          <li key={each.id} data-gone="true">
            <Person holder={each} />
          </li>
        ))}
      </ul>
      {nda.canAddHolder && free.length > 0 ? (
        <form
          ref={act.form}
          className={styles.add}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (adding === "")
              return act.refuse([{ field: "membershipId", words: t("readers.pick") }]);
            void send(() => acts.addHolder(nda, adding), t("done.added"));
          }}
        >
          <NativeSelect
            label={t("readers.add")}
            description={t("readers.addHelp")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={adding}
            onChange={(event) => {
              setAdding(event.currentTarget.value);
              act.clear();
            }}
            error={act.at("membershipId")}
            data={[
              { value: "", label: t("readers.pickOne") },
              ...free.map((each) => ({ value: each.membershipId, label: each.name })),
            ]}
          />
          <Button type="submit" variant="default" loading={act.busy}>
            {t("readers.addDo")}
          </Button>
        </form>
      ) : null}
      {leaving ? (
        <ConfirmByConsequence
          title={t("window.remove", { name: leaving.name })}
          consequences={consequences("remove")}
          undoable
          danger
          action={t("readers.remove")}
          onConfirm={() => send(() => acts.removeHolder(nda, leaving.id), t("done.removed"))}
          onClose={() => setLeaving(null)}
        />
      ) : null}
      {act.window}
    </>
  );
}

function Person({ holder }: { holder: Holder }) {
  const { t, i18n } = useTranslation("nda");
  const day = formatDate(holder.removedAt ?? holder.addedAt, i18n.language);
  return (
    <div className={styles.person}>
      <p>{holder.name}</p>
      <p className="sb-tiny sb-muted">{holder.email}</p>
      {holder.removedAt ? (
        <p className="sb-tiny sb-muted">
          {t(holder.removalCause === "LEFT" ? "readers.left" : "readers.removedOn", { day })}
        </p>
      ) : null}
    </div>
  );
}
