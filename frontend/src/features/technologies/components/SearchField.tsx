import { Button, CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_TEXT } from "../address";
import styles from "./SearchField.module.css";

interface SearchFieldProps {
  text: string;
  onSearch: (text: string) => void;
}

/** Where the keys of the results begin and end. */
export const SEARCH_FIELD = "input[data-quick-search]";

/** The market's own search field; `mod+K` goes to it here. */
export function SearchField({ text, onSearch }: SearchFieldProps) {
  const { t } = useTranslation("market");
  const [typed, setTyped] = useState(text);
  const input = useRef<HTMLInputElement>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    onSearch(typed.trim());
  }

  return (
    <search>
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          ref={input}
          data-quick-search=""
          className={styles.field ?? ""}
          size="md"
          type="search"
          aria-label={t("search.label")}
          placeholder={t("search.placeholder")}
          value={typed}
          maxLength={LONGEST_TEXT}
          onChange={(event) => setTyped(event.currentTarget.value)}
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          rightSection={
            typed ? (
              <CloseButton
                aria-label={t("search.clear")}
                onClick={() => {
                  setTyped("");
                  input.current?.focus();
                  if (text) onSearch("");
                }}
              />
            ) : null
          }
        />
        <Button type="submit" size="md">
          {t("search.submit")}
        </Button>
      </form>
    </search>
  );
}
