import { Button, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { SEARCH_PACES } from "@/shared/alerts/PaceChoice";
import { SaveSearchDocument, type SearchPace } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import type { MarketAddress } from "../address";
import styles from "./Saved.module.css";
import { toBeSaved } from "./saved";

/** As the server takes it. */
export const LONGEST_NAME = 80;
const FIELDS = ["name"] as const;

interface SaveFormProps {
  address: MarketAddress;
  onSaved: () => void;
}

/** Keep what the page shows under a name. */
export function SaveForm({ address, onSaved }: SaveFormProps) {
  const { t } = useTranslation(["seek", "notice"]);
  const [name, setName] = useState([...address.text].slice(0, LONGEST_NAME).join(""));
  const [pace, setPace] = useState<SearchPace>("OFF");
  const [said, setSaid] = useState<string | null>(null);
  const [, save] = useTypedMutation(SaveSearchDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaid(null);
    const called = name.trim();
    if (!called) return act.refuse([{ field: "name", words: t("saved.nameNeeded") }]);
    const done = await act.run(async () =>
      outcomes.ofMutation(await save(toBeSaved(address, called, pace))),
    );
    if (!done) return;
    setSaid(t("saved.done", { name: called }));
    onSaved();
  }

  return (
    <form
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      className={styles.form}
      noValidate
    >
      <LimitedInput
        most={LONGEST_NAME}
        label={t("saved.name")}
        description={t("saved.nameHelp")}
        value={name}
        error={act.at("name")}
        onChange={(event) => {
          act.clear("name");
          setName(event.currentTarget.value);
        }}
      />
      <NativeSelect
        className={styles.pace}
        label={t("saved.pace")}
        value={pace}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setPace(SEARCH_PACES.find((each) => each === value) ?? "OFF");
        }}
        data={SEARCH_PACES.map((each) => ({ value: each, label: t(`notice:alerts.pace.${each}`) }))}
      />
      <Button type="submit" variant="light" loading={act.busy}>
        {t("saved.save")}
      </Button>
      {act.words ? (
        <p role="alert" className={styles.wrong}>
          {act.words}
        </p>
      ) : null}
      <p role="status" className={styles.said}>
        {said}
      </p>
      {act.window}
    </form>
  );
}
