import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LimitedInput } from "@/shared/ui/Limited";
import { NOBODY, type Person } from "./depositDraft";
import styles from "./wizard.module.css";

interface PeopleProps {
  people: readonly Person[];
  error: string | null;
  onChange: (people: Person[]) => void;
}

/** Who made which part; may stay empty. */
export function People({ people, error, onChange }: PeopleProps) {
  const { t } = useTranslation("vault");
  const set = (at: number, part: Partial<Person>) =>
    onChange(people.map((each, number) => (number === at ? { ...each, ...part } : each)));
  return (
    <div className={styles.people}>
      <fieldset>
        <legend>{t("field.contributors")}</legend>
        <p>{t("help.contributors")}</p>
      </fieldset>
      {people.map((person, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and keep their order
        <div key={at} className={styles.person}>
          <LimitedInput
            aria-label={t("field.personName", { number: at + 1 })}
            placeholder={t("field.personNameShort")}
            value={person.name}
            most={80}
            onChange={(event) => set(at, { name: event.currentTarget.value })}
            error={person.name.trim() === "" && person.part.trim() !== "" ? error : null}
          />
          <LimitedInput
            aria-label={t("field.personPart", { number: at + 1 })}
            placeholder={t("field.personPartShort")}
            value={person.part}
            most={200}
            onChange={(event) => set(at, { part: event.currentTarget.value })}
          />
          {people.length > 1 ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t("field.personRemove", { number: at + 1 })}
              onClick={() => onChange(people.filter((_, number) => number !== at))}
            >
              <IconX size={16} aria-hidden="true" />
            </ActionIcon>
          ) : (
            <span />
          )}
        </div>
      ))}
      <div>
        <Button
          type="button"
          variant="subtle"
          size="compact-md"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => onChange([...people, NOBODY])}
        >
          {t("field.personAdd")}
        </Button>
      </div>
    </div>
  );
}
