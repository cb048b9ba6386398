import { Button, Checkbox } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import { useSession } from "@/shared/session/session";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import styles from "./Readers.module.css";
import type { ReadersProps } from "./readersProps";

const FIELDS = ["membershipIds"] as const;

/** The large firm names its readers before the text is fixed. */
export function NameReaders({ nda, choices, acts, onDone, onStale }: ReadersProps) {
  const { t, i18n } = useTranslation(["nda", "terms", "common"]);
  const { match } = useDeal();
  const { viewer } = useSession();
  const act = useAct(FIELDS);
  const before = nda.holders.filter((each) => !each.removedAt).map((each) => each.membershipId);
  const [named, setNamed] = useState<readonly string[]>(before);
  const other = match.counterpart
    ? firmName(match.counterpart, i18n.language)
    : t("common:otherFirm");

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (named.length === 0)
      return act.refuse([{ field: "membershipIds", words: t("readers.needed") }]);
    let stale = false;
    const done = await act.run(async () => {
      const outcome = await acts.setHolders(nda, [...named]);
      stale = outcome.problems.some(({ code }) => code === "stale_state");
      return outcome;
    });
    if (done) onDone(t("done.named"));
    if (stale) onStale();
  }

  function toggle(id: string, on: boolean) {
    setNamed((now) => (on ? [...now, id] : now.filter((each) => each !== id)));
    act.clear();
  }

  const trouble = act.at("membershipIds");
  return (
    <form
      ref={act.form}
      className={styles.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <fieldset className={styles.boxes} aria-describedby={trouble ? "readers-trouble" : undefined}>
        <legend>{t("readers.choose")}</legend>
        {choices.candidates.map((each) => (
          <Checkbox
            key={each.membershipId}
            checked={named.includes(each.membershipId)}
            onChange={(event) => toggle(each.membershipId, event.currentTarget.checked)}
            label={each.name}
            description={each.roles.map((role) => t(`terms:role.${role}`)).join(", ")}
            aria-invalid={trouble ? true : undefined}
          />
        ))}
      </fieldset>
      {trouble ? (
        <p id="readers-trouble" className={styles.trouble} role="alert">
          {trouble}
        </p>
      ) : null}
      <p className="sb-tiny sb-muted">
        {t("readers.absent")}{" "}
        {viewer?.canManageMembers ? <Link to="/firm/members">{t("readers.members")}</Link> : null}
      </p>
      <VisibilityStrip readers={t("readers.strip", { other })} />
      <Button
        type="submit"
        variant={before.length === 0 ? "filled" : "default"}
        loading={act.busy}
        className={styles.send ?? ""}
      >
        {t("readers.save")}
      </Button>
      {act.window}
    </form>
  );
}
