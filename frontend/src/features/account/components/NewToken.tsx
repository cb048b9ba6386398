import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { type FormEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ApiScope, CreateApiTokenDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { DAYS, SCOPES } from "../scopes";
import styles from "./NewToken.module.css";

const FIELDS = ["name", "scopes", "expiresInDays"] as const;

interface Draft {
  name: string;
  scopes: readonly ApiScope[];
  days: number;
}
const EMPTY: Draft = { name: "", scopes: [], days: 90 };

interface NewTokenProps {
  onMade: (plain: string) => void;
  onClose: () => void;
}

/** What the token is for, what it may do, and when it ends. */
export function NewToken({ onMade, onClose }: NewTokenProps) {
  const { t } = useTranslation(["security", "common"]);
  const [draft, keep, forget] = useDraft<Draft>("token", EMPTY);
  const { name, scopes, days } = draft;
  const [, create] = useTypedMutation(CreateApiTokenDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    if (name.trim() === "") before.push({ field: "name", words: t("tokens.nameNeeded") });
    if (scopes.length === 0) before.push({ field: "scopes", words: t("tokens.scopesNeeded") });
    if (before.length > 0) return act.refuse(before);
    const done = await act.run(async () =>
      outcomes.ofMutation(
        await create({ name: name.trim(), scopes: [...scopes], expiresInDays: days }),
      ),
    );
    if (!done?.plainToken) return;
    forget();
    onMade(done.plainToken);
  }

  return (
    <Panel title={t("tokens.new")}>
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <Trouble words={act.words} />
        <LimitedInput
          ref={first}
          label={t("tokens.name")}
          description={t("tokens.nameHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          most={60}
          value={name}
          onChange={(event) => {
            keep({ name: event.currentTarget.value });
            act.clear("name");
          }}
          error={act.at("name")}
        />
        <Checkbox.Group
          label={t("tokens.scopes")}
          description={t("tokens.scopesHelp")}
          value={[...scopes]}
          onChange={(value) => {
            keep({ scopes: SCOPES.filter((each) => value.includes(each)) });
            act.clear("scopes");
          }}
          error={act.at("scopes")}
        >
          <div className={styles.scopes}>
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`tokens.scope.${scope}.name`)}
                description={t(`tokens.scope.${scope}.help`)}
                aria-invalid={act.at("scopes") !== null}
              />
            ))}
          </div>
        </Checkbox.Group>
        <NativeSelect
          label={t("tokens.expiry")}
          className={styles.expiry ?? ""}
          value={String(days)}
          onChange={(event) => keep({ days: Number(event.currentTarget.value) })}
          data={DAYS.map((each) => ({
            value: String(each),
            label: t("tokens.days", { count: each }),
          }))}
          error={act.at("expiresInDays")}
        />
        <div className={styles.actions}>
          <Button type="submit" loading={act.busy}>
            {t("tokens.submit")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
        </div>
        {act.window}
      </form>
    </Panel>
  );
}
