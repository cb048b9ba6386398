import { Button } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  AffiliatesDocument,
  DeclareAffiliateDocument,
  RemoveAffiliateDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { formatDate } from "@/shared/lib/dates";
import { useDraft } from "@/shared/session/draft";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { Panel } from "@/shared/ui/Panel";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import { formatRegistrationNumber } from "../registrationNumber";
import styles from "./Firm.module.css";
import { NumberField, useNumberFault } from "./NumberField";

/** Firms of the same group; what keeps one of them out keeps all of them out. */
export function Affiliates() {
  const { t, i18n } = useTranslation(["firm", "common"]);
  const [{ data, error }, again] = useTypedQuery(AffiliatesDocument, {}, { fresh: true });
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [, remove] = useTypedMutation(RemoveAffiliateDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const opener = useRef<HTMLButtonElement>(null);

  function settle(words: string | null) {
    setSaid(words);
    setOpen(false);
    again();
    setTimeout(() => opener.current?.focus());
  }

  async function drop(id: string, name: string) {
    const done = await act.run(async () => outcomes.ofMutation(await remove({ id })));
    if (done) settle(t("affiliates.removed", { name }));
  }

  return (
    <Panel title={t("affiliates.title")}>
      <div className={styles.part}>
        <p className="sb-muted sb-small">{t("affiliates.lead")}</p>
        {error && !data ? <ErrorState error={error} retry={again} /> : null}
        {!data && !error ? (
          <Loading>
            <Bar width="240px" />
          </Loading>
        ) : null}
        <Done words={said} />
        <Trouble words={act.words} />
        {data && data.affiliates.length > 0 ? (
          <ul className={styles.cards}>
            {data.affiliates.map((each) => (
              <li key={each.id} className={styles.card}>
                <div>
                  <p className={styles.name}>{each.name}</p>
                  <p className="sb-tiny sb-muted sb-figures">
                    {formatRegistrationNumber(each.registrationNumber)} ·{" "}
                    {t("affiliates.since", { day: formatDate(each.declaredAt, i18n.language) })}
                  </p>
                </div>
                <Button
                  variant="default"
                  size="sm"
                  disabled={act.busy}
                  aria-label={t("affiliates.removeThis", { name: each.name })}
                  onClick={() => void drop(each.id, each.name)}
                >
                  {t("affiliates.remove")}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {open ? (
          <NewAffiliate
            onDone={(name) => settle(t("affiliates.added", { name }))}
            onClose={() => settle(null)}
          />
        ) : (
          <Button ref={opener} variant="default" onClick={() => setOpen(true)}>
            {t("affiliates.add")}
          </Button>
        )}
        {act.window}
      </div>
    </Panel>
  );
}

const FIELDS = ["registrationNumber", "name"] as const;

interface NewAffiliateProps {
  onDone: (name: string) => void;
  onClose: () => void;
}

function NewAffiliate({ onDone, onClose }: NewAffiliateProps) {
  const { t } = useTranslation(["firm", "common"]);
  const [{ name, number }, keep, forget] = useDraft("affiliate", { name: "", number: "" });
  const [, declare] = useTypedMutation(DeclareAffiliateDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const faultOf = useNumberFault();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before: Problem[] = [];
    if (name.trim() === "") before.push({ field: "name", words: t("barriers.nameNeeded") });
    const fault = faultOf(number);
    if (fault) before.push({ field: "registrationNumber", words: fault });
    if (before.length > 0) return act.refuse(before);
    const input = { registrationNumber: number, name: name.trim() };
    const done = await act.run(async () => outcomes.ofMutation(await declare(input)));
    if (!done) return;
    forget();
    onDone(name.trim());
  }

  return (
    <form
      className={`${styles.form} ${styles.wide}`}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <LimitedInput
        label={t("affiliates.name")}
        most={160}
        value={name}
        onChange={(event) => {
          keep({ name: event.currentTarget.value });
          act.clear("name");
        }}
        error={act.at("name")}
      />
      <NumberField
        label={t("number.label")}
        help={t("number.otherHelp")}
        value={number}
        error={act.at("registrationNumber")}
        onChange={(value) => {
          keep({ number: value });
          act.clear("registrationNumber");
        }}
        onFault={(words) => act.note({ field: "registrationNumber", words })}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={act.busy}>
          {t("affiliates.add")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
      </div>
      {act.window}
    </form>
  );
}
