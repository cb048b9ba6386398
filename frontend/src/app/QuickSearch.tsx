import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { FOCUS_SEARCH } from "./Shortcuts";
import styles from "./TopBar.module.css";

const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

/** From any page to the market's results. */
export function QuickSearch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = text.trim();
    void navigate(wanted ? `/market?q=${encodeURIComponent(wanted)}` : "/market");
    setText("");
  }

  return (
    <search className={styles.search}>
      <form onSubmit={submit}>
        <TextInput
          {...{ [FOCUS_SEARCH]: "" }}
          type="search"
          aria-label={t("search.label")}
          placeholder={t("search.placeholder")}
          value={text}
          maxLength={400}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={<kbd className={styles.hint}>{COMMAND_KEY} K</kbd>}
          rightSectionWidth={72}
        />
      </form>
    </search>
  );
}
