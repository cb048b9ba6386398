import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useHashInView } from "@/shared/lib/useHashInView";
import { GLOSSARY, type GlossaryWord, GROUPS } from "@/shared/ui/glossary";
import { PageHead } from "@/shared/ui/PageHead";
import styles from "./Glossary.module.css";

/** The product's own words and those of the law, each with what it means. */
export function Glossary() {
  const { t } = useTranslation("glossary");
  const [text, setText] = useState("");
  const hash = useHashInView();
  const wanted = text.trim().toLocaleLowerCase();
  const fits = (word: GlossaryWord) =>
    [t(`words.${word}.word`), t(`words.${word}.means`)].some((each) =>
      each.toLocaleLowerCase().includes(wanted),
    );
  const groups = GROUPS.map((group) => ({ group, words: GLOSSARY[group].filter(fits) })).filter(
    ({ words }) => words.length > 0,
  );

  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <TextInput
        type="search"
        label={t("find")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        className={styles.find ?? ""}
      />
      <div aria-live="polite">
        {groups.length === 0 ? (
          <p className="sb-muted">{t("nothing", { text: text.trim() })}</p>
        ) : null}
      </div>
      {groups.map(({ group, words }) => (
        <section key={group} className={styles.group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{t(`groups.${group}`)}</h2>
          <dl className={styles.list}>
            {words.map((word) => (
              <Entry key={word} word={word} here={hash === `#${word}`} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Entry({ word, here }: { word: GlossaryWord; here: boolean }) {
  const { t, i18n } = useTranslation("glossary");
  return (
    <div id={word} data-here={here}>
      <dt>{t(`words.${word}.word`)}</dt>
      <dd>
        {t(`words.${word}.means`)}
        {i18n.exists(`glossary:laws.${word}`) ? (
          <small>
            {t("law")}: {t(`laws.${word as "nda"}`)}
          </small>
        ) : null}
      </dd>
    </div>
  );
}
