import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Conflict } from "@/shared/drafting/Conflict";
import { useFaults } from "@/shared/drafting/faults";
import { fieldId, jumpTo } from "@/shared/drafting/jump";
import { differences } from "@/shared/drafting/merge";
import { SaveLine } from "@/shared/drafting/SaveLine";
import type { DepositPartsFragment, VaultPartsFragment } from "@/shared/graphql/generated/graphql";
import { Choices } from "@/shared/ui/Choices";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import {
  combine,
  type DepositDraft,
  emptyDeposit,
  flatten,
  KINDS,
  missingIn,
  type NeededField,
} from "./depositDraft";
import { Line } from "./Line";
import { People } from "./People";
import { useDeposit } from "./useDeposit";
import { stepAddress } from "./WizardFrame";
import styles from "./wizard.module.css";

interface WhatFormProps {
  deposit: DepositPartsFragment | null;
  vault: VaultPartsFragment;
  owner: string;
}

/** What the deposit is: the words that its certificate will carry. */
export function WhatForm({ deposit, vault, owner }: WhatFormProps) {
  const { t } = useTranslation("vault");
  const navigate = useNavigate();
  const { search } = useLocation();
  const [empty] = useState(() => emptyDeposit(vault.depositorName, vault.depositorAddress));
  const draft = useDeposit(deposit, empty, owner);
  const faultOf = useFaults(draft.errors);
  const [marked, setMarked] = useState<ReadonlySet<NeededField>>(new Set());
  const { content, theirs } = draft;
  const set = (part: Partial<DepositDraft>) => draft.change({ ...content, ...part });

  function errorAt(name: NeededField): string | null {
    if (marked.has(name) && content[name].trim() === "") return t("field.needed");
    return faultOf(name);
  }

  async function goOn(event: FormEvent) {
    event.preventDefault();
    const missing = missingIn(content);
    setMarked(new Set(missing));
    if (missing[0]) return jumpTo(missing[0]);
    if (!(await draft.flush())) return;
    const id = draft.id ?? deposit?.id ?? window.location.pathname.split("/").at(-1);
    if (id) await navigate(stepAddress(id, vault.activeKeys > 0 ? "files" : "key", search));
  }

  const text = (name: Exclude<NeededField, "kind" | "madeOn">, max: number, lines?: number) => (
    <Line
      name={name}
      label={t(`field.${name}`)}
      help={t(`help.${name}`)}
      value={content[name]}
      max={max}
      {...(lines ? { lines } : {})}
      error={errorAt(name)}
      onChange={(value) => set({ [name]: value })}
    />
  );

  return (
    <form className={styles.form} onSubmit={(event) => void goOn(event)} noValidate>
      {theirs ? (
        <Conflict
          found={differences(flatten(draft.base()), flatten(content), flatten(theirs.content))}
          nameOf={(field) => t(`field.${field as NeededField | "contributors"}`)}
          onChoose={(fields) => draft.settle(combine(content, theirs.content, fields), theirs)}
        />
      ) : null}
      <section className={styles.part}>
        <VisibilityStrip readers={t(vault.canReceive ? "asking.readers" : "readers")} />
        {text("title", 200)}
        <div id={fieldId("kind")}>
          <Choices
            label={t("field.kind")}
            inline
            choices={KINDS.map((value) => ({ value, name: t(`kind.${value}`) }))}
            value={content.kind || null}
            onChange={(kind) => set({ kind })}
            error={errorAt("kind")}
          />
        </div>
        <TextInput
          id={fieldId("madeOn")}
          className={styles.short ?? ""}
          type="date"
          label={t("field.madeOn")}
          description={t("help.madeOn")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          withAsterisk
          value={content.madeOn}
          onChange={(event) => set({ madeOn: event.currentTarget.value })}
          error={errorAt("madeOn")}
        />
        {text("outline", 4000, 4)}
        <People
          people={content.contributors}
          error={t("field.personNeeded")}
          onChange={(contributors) => set({ contributors })}
        />
      </section>
      <section className={styles.part}>
        <h2>{t("wizard.depositor")}</h2>
        {text("depositorName", 120)}
        {text("depositorAddress", 300)}
      </section>
      <div className={styles.bar}>
        <SaveLine
          state={draft.state}
          savedAt={draft.savedAt}
          onSignedIn={() => void draft.flush()}
        />
        <Button type="submit">{t("wizard.next")}</Button>
      </div>
    </form>
  );
}
