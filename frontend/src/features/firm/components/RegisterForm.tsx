import { Button } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RegisterOrganisationDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import styles from "./Firm.module.css";
import { NumberField, useNumberFault } from "./NumberField";

const FIELDS = ["kind", "nameKo", "nameEn", "registrationNumber"] as const;

interface Draft {
  kind: "" | "SME" | "LARGE_FIRM";
  nameKo: string;
  nameEn: string;
  registrationNumber: string;
}

const EMPTY: Draft = { kind: "", nameKo: "", nameEn: "", registrationNumber: "" };

interface RegisterFormProps {
  /** Whether this is what the page is for, and not an invitation above it. */
  primary: boolean;
  onDone: () => void;
}

/** Kind, names and number of a firm; who registers it becomes its owner. */
export function RegisterForm({ primary, onDone }: RegisterFormProps) {
  const { t } = useTranslation(["firm", "terms"]);
  const [draft, change, forget] = useDraft<Draft>("register", EMPTY);
  const [, register] = useTypedMutation(RegisterOrganisationDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const faultOf = useNumberFault();

  function write(part: Partial<Draft>) {
    change(part);
    for (const field of Object.keys(part)) act.clear(field);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { kind, nameKo, nameEn, registrationNumber } = draft;
    const before: Problem[] = [];
    if (kind === "") before.push({ field: "kind", words: t("join.kindNeeded") });
    if (nameKo.trim() === "" && nameEn.trim() === "")
      before.push({ field: "nameKo", words: t("join.nameNeeded") });
    const fault = faultOf(registrationNumber);
    if (fault) before.push({ field: "registrationNumber", words: fault });
    if (before.length > 0 || kind === "") return act.refuse(before);
    const input = { kind, nameKo: nameKo.trim(), nameEn: nameEn.trim(), registrationNumber };
    const done = await act.run(async () => outcomes.ofMutation(await register({ input })));
    if (!done) return;
    forget();
    onDone();
  }

  return (
    <form
      className={styles.form}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <Choices
        label={t("join.kind")}
        value={draft.kind === "" ? null : draft.kind}
        choices={(["SME", "LARGE_FIRM"] as const).map((value) => ({
          value,
          name: t(`terms:kind.${value}`),
          help: t(`join.kindHelp.${value}`),
        }))}
        error={act.at("kind")}
        onChange={(kind) => write({ kind })}
      />
      <LimitedInput
        label={t("nameKo")}
        lang="ko"
        most={120}
        value={draft.nameKo}
        onChange={(event) => write({ nameKo: event.currentTarget.value })}
        error={act.at("nameKo")}
      />
      <LimitedInput
        label={t("nameEn")}
        description={t("join.nameHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        lang="en"
        most={160}
        value={draft.nameEn}
        onChange={(event) => write({ nameEn: event.currentTarget.value })}
        error={act.at("nameEn")}
      />
      <NumberField
        label={t("number.label")}
        help={t("number.help")}
        value={draft.registrationNumber}
        error={act.at("registrationNumber")}
        onChange={(registrationNumber) => write({ registrationNumber })}
        onFault={(words) => act.note({ field: "registrationNumber", words })}
      />
      <VisibilityStrip readers={t("join.visible")} />
      <div className={styles.actions}>
        <Button type="submit" size="md" variant={primary ? "filled" : "default"} loading={act.busy}>
          {t("join.submit")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}
