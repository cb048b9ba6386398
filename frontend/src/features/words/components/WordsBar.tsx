import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconDownload, IconPlus, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { WordsTableDocument } from "@/shared/graphql/generated/graphql";
import { useTypedFetch } from "@/shared/graphql/operations";
import { saveText } from "@/shared/lib/csv";
import { useRefusals } from "@/shared/ui/refusals";
import type { AskedWords } from "./ConceptPart";
import styles from "./Words.module.css";

const PAUSE = 250;

interface WordsBarProps {
  keeps: boolean;
  mayPropose: boolean;
  asked: AskedWords;
  onBegin: (() => void) | null;
}

/** What is looked for and in which order, and the way to more words. */
export function WordsBar({ keeps, mayPropose, asked, onBegin }: WordsBarProps) {
  const { t } = useTranslation("words");
  const [, setSearch] = useSearchParams();
  const [text, setText] = useState(asked.text);
  const [trouble, setTrouble] = useState<string | null>(null);
  const fetchTable = useTypedFetch(WordsTableDocument);
  const refusals = useRefusals();

  function choose(part: Record<string, string>) {
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(part)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing begins a search
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text.trim() !== asked.text) choose({ text: text.trim() });
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text]);

  async function save() {
    const { data, error } = await fetchTable({});
    setTrouble(error ? refusals.ofTransport(error).words : null);
    if (data) saveText("words.csv", data.glossaryTable);
  }

  return (
    <>
      <div className={styles.bar}>
        <TextInput
          type="search"
          className={styles.find ?? ""}
          label={t("find")}
          value={text}
          maxLength={60}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
        />
        <NativeSelect
          label={t("sort")}
          value={asked.language === "ko" ? "ko" : "en"}
          onChange={(event) => choose({ by: event.currentTarget.value })}
          data={[
            { value: "ko", label: t("sortKo") },
            { value: "en", label: t("sortEn") },
          ]}
        />
        {keeps ? (
          <NativeSelect
            label={t("shown.label")}
            value={asked.retired ? "retired" : ""}
            onChange={(event) => choose({ show: event.currentTarget.value })}
            data={[
              { value: "", label: t("shown.used") },
              { value: "retired", label: t("shown.retired") },
            ]}
          />
        ) : null}
      </div>
      <div className={styles.actions}>
        {(keeps || mayPropose) && onBegin ? (
          <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={onBegin}>
            {t(keeps ? "add" : "propose")}
          </Button>
        ) : null}
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => void save()}
        >
          {t("export")}
        </Button>
        {trouble ? <p role="alert">{trouble}</p> : null}
      </div>
    </>
  );
}
