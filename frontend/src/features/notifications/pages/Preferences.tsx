import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type MailPace,
  NoticePreferencesDocument,
  type NoticePreferencesQuery,
  SaveNoticePreferencesDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation, useTypedQuery } from "@/shared/graphql/operations";
import { AccountPlaces } from "@/shared/session/AccountPlaces";
import { Guarded } from "@/shared/session/Guarded";
import { useOutcomes } from "@/shared/session/outcomes";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "./Preferences.module.css";

const CATEGORIES = ["firm", "technology", "demand", "match", "case"] as const;
const PACES: readonly MailPace[] = ["INSTANT", "DAILY", "WEEKLY", "OFF"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

type Saved = NoticePreferencesQuery["notificationPreferences"];

/** How soon a mail tells of what; the page of notifications holds everything all the same. */
export function Preferences() {
  const { t } = useTranslation("notice");
  return (
    <div className={styles.page}>
      <PageHead title={t("preferences.title")} lead={t("preferences.lead")} />
      <AccountPlaces />
      <Guarded>
        <Loaded />
      </Guarded>
    </div>
  );
}

function Loaded() {
  const [{ data, error }, again] = useTypedQuery(NoticePreferencesDocument, {}, { fresh: true });
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  return <PreferencesForm saved={data.notificationPreferences} />;
}

function PreferencesForm({ saved }: { saved: Saved }) {
  const { t } = useTranslation("notice");
  const [chosen, setChosen] = useState(saved);
  const [said, setSaid] = useState(false);
  const [, save] = useTypedMutation(SaveNoticePreferencesDocument);
  const act = useAct();
  const outcomes = useOutcomes();
  const quiet = chosen.quietFromHour !== null && chosen.quietFromHour !== undefined;

  function choose(part: Partial<Saved>) {
    setChosen((now) => ({ ...now, ...part, isDefault: false }));
    setSaid(false);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { __typename: _, isDefault: __, ...input } = chosen;
    const done = await act.run(async () => outcomes.ofMutation(await save({ input })));
    if (done) setSaid(true);
  }

  return (
    <Panel title={t("preferences.mails")}>
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <p className="sb-muted sb-small">{t("preferences.content")}</p>
        {chosen.isDefault ? <p>{t("preferences.isDefault")}</p> : null}
        {CATEGORIES.map((category) => (
          <NativeSelect
            key={category}
            classNames={{ wrapper: styles.pace ?? "" }}
            label={t(`preferences.category.${category}.name`)}
            description={t(`preferences.category.${category}.help`)}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={chosen[category]}
            onChange={(event) => {
              const value = PACES.find((each) => each === event.currentTarget.value);
              if (value) choose({ [category]: value });
            }}
            data={PACES.map((value) => ({ value, label: t(`preferences.pace.${value}`) }))}
          />
        ))}
        <fieldset className={styles.quiet}>
          <legend>{t("preferences.quiet.title")}</legend>
          <Checkbox
            label={t("preferences.quiet.on")}
            description={t("preferences.quiet.help")}
            checked={quiet}
            onChange={(event) =>
              choose(
                event.currentTarget.checked
                  ? { quietFromHour: 20, quietToHour: 8 }
                  : { quietFromHour: null, quietToHour: null },
              )
            }
          />
          {quiet ? (
            <div className={styles.hours}>
              <HourSelect
                label={t("preferences.quiet.from")}
                value={chosen.quietFromHour ?? 20}
                onChange={(quietFromHour) => choose({ quietFromHour })}
              />
              <HourSelect
                label={t("preferences.quiet.to")}
                value={chosen.quietToHour ?? 8}
                onChange={(quietToHour) => choose({ quietToHour })}
              />
            </div>
          ) : null}
        </fieldset>
        <Trouble words={act.words} />
        <div>
          <Button type="submit" loading={act.busy}>
            {t("preferences.save")}
          </Button>
        </div>
        <Done words={said ? t("preferences.saved") : null} />
        {act.window}
      </form>
    </Panel>
  );
}

interface HourSelectProps {
  label: string;
  value: number;
  onChange: (hour: number) => void;
}

function HourSelect({ label, value, onChange }: HourSelectProps) {
  return (
    <NativeSelect
      label={label}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={HOURS.map((hour) => ({
        value: String(hour),
        label: `${String(hour).padStart(2, "0")}:00`,
      }))}
    />
  );
}
