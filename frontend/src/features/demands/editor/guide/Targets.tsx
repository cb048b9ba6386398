import { Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NO_TARGET, type Target } from "./compose";
import styles from "./guide.module.css";

const PARTS = ["what", "value", "unit", "tolerance"] as const;
const MOST = 8;

interface TargetsProps {
  targets: readonly Target[];
  lang: string;
  onChange: (targets: Target[]) => void;
}

/** What is measured, how much, in which unit, and how far off it may be; a line for each. */
export function Targets({ targets, lang, onChange }: TargetsProps) {
  const { t } = useTranslation("guided");
  return (
    <>
      <ol className={styles.targets}>
        {targets.map((target, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={place}>
            <fieldset className={styles.target}>
              <legend className="sb-hidden">{t("targets.line", { number: place + 1 })}</legend>
              {PARTS.map((part) => (
                <TextInput
                  key={part}
                  label={t(`targets.${part}`)}
                  value={target[part]}
                  lang={lang}
                  maxLength={part === "what" ? 120 : 40}
                  data-part={part}
                  className={styles.part ?? ""}
                  onChange={({ currentTarget: { value } }) =>
                    onChange(
                      targets.map((each, at) => (at === place ? { ...each, [part]: value } : each)),
                    )
                  }
                />
              ))}
              <Button
                variant="subtle"
                aria-label={t("targets.remove", { number: place + 1 })}
                disabled={targets.length === 1}
                onClick={() => onChange(targets.filter((_, at) => at !== place))}
              >
                <IconX size={18} aria-hidden="true" />
              </Button>
            </fieldset>
          </li>
        ))}
      </ol>
      {targets.length < MOST ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          className={styles.add ?? ""}
          onClick={() => onChange([...targets, NO_TARGET])}
        >
          {t("targets.add")}
        </Button>
      ) : null}
    </>
  );
}
