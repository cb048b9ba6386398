import { Button } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { LimitedInput } from "@/shared/ui/Limited";
import styles from "./QuestionList.module.css";

const LONGEST = 300;
const MOST = 10;

interface QuestionListProps {
  questions: readonly string[];
  /** What the server says of one of them, by its place from 0. */
  wrongAt: (place: number) => string | null;
  onChange: (questions: string[]) => void;
}

/** Questions that are answered one by one; a line for each. */
export function QuestionList({ questions, wrongAt, onChange }: QuestionListProps) {
  const { t } = useTranslation("asked");
  const list = useRef<HTMLOListElement>(null);
  const focusOn = useRef<number | null>(null);
  useEffect(() => {
    if (focusOn.current === null) return;
    list.current?.querySelectorAll("input")[focusOn.current]?.focus();
    focusOn.current = null;
  });

  function add() {
    focusOn.current = questions.length;
    onChange([...questions, ""]);
  }

  function remove(place: number) {
    focusOn.current = Math.max(0, place - 1);
    onChange(questions.filter((_, at) => at !== place));
  }

  return (
    <fieldset className={styles.questions}>
      <legend>{t("questions.label")}</legend>
      <p className="sb-muted sb-small">{t("questions.help")}</p>
      <ol ref={list}>
        {questions.map((question, place) => (
          // Lines have no name but their place, and their words change.
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={place}>
            <LimitedInput
              aria-label={t("questions.one", { number: place + 1 })}
              placeholder={place === 0 ? t("questions.example") : ""}
              value={question}
              most={LONGEST}
              error={wrongAt(place)}
              onChange={({ currentTarget: { value } }) =>
                onChange(questions.map((each, at) => (at === place ? value : each)))
              }
            />
            <Button
              variant="subtle"
              aria-label={t("questions.remove", { number: place + 1 })}
              onClick={() => remove(place)}
            >
              <IconX size={18} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ol>
      {questions.length < MOST ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={add}
        >
          {t("questions.add")}
        </Button>
      ) : (
        <p className="sb-muted sb-small">{t("questions.full", { max: MOST })}</p>
      )}
    </fieldset>
  );
}
