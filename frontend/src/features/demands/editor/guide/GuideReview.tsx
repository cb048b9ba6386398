import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choices } from "@/shared/ui/Choices";
import { type DemandText, TEXTS, type Words } from "../demandDraft";
import { type Choice, contested, filled, toldSecrets } from "./compose";
import styles from "./guide.module.css";

interface GuideReviewProps {
  words: Words;
  made: Words;
  lang: string;
  secret: string;
  onUse: (words: Words) => void;
}

/** What the answers make of each field; words that stand there already are only touched if told. */
export function GuideReview({ words, made, lang, secret, onUse }: GuideReviewProps) {
  const { t } = useTranslation(["guided", "offer"]);
  const [choices, setChoices] = useState<Partial<Record<DemandText, Choice>>>({});
  const open = new Set(contested(words, made));
  const there = TEXTS.filter((name) => made[name] !== "");
  const result = filled(words, made, choices);
  const told = toldSecrets(result, secret);
  return (
    <>
      <h4 className={styles.question} tabIndex={-1}>
        {t("reviewTitle")}
      </h4>
      {there.length === 0 ? <p>{t("nothing")}</p> : null}
      <dl className={styles.review}>
        {there.map((name) => (
          <div key={name}>
            <dt>{t(`offer:name.${name}`)}</dt>
            <dd lang={lang}>{made[name]}</dd>
            {open.has(name) ? (
              <dd className={styles.choice}>
                <Choices
                  label={t("stands")}
                  inline
                  choices={(name === "title"
                    ? (["keep", "replace"] as const)
                    : (["keep", "add", "replace"] as const)
                  ).map((value) => ({ value, name: t(`choice.${value}`) }))}
                  value={choices[name] ?? "keep"}
                  onChange={(choice) => setChoices({ ...choices, [name]: choice })}
                />
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
      {told.length > 0 ? (
        <p className={styles.told} role="alert">
          <IconAlertTriangle size={18} aria-hidden="true" />
          <span>{t("told", { words: told.map((each) => `“${each}”`).join(", ") })}</span>
        </p>
      ) : null}
      {there.length > 0 ? (
        <Button variant="default" onClick={() => onUse(result)} className={styles.use ?? ""}>
          {t("use")}
        </Button>
      ) : null}
    </>
  );
}
