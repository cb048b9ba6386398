import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DraftContractDocument, type Language } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { Panel } from "@/shared/ui/Panel";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { useSides } from "../components/useSides";
import styles from "./contract.module.css";

interface DraftContractProps {
  sheet: { id: string; revision: number };
  /** Whether this is the page's one filled button. */
  first: boolean;
  onDone: () => void;
}

const LANGUAGES: readonly Language[] = ["KO", "EN"];

/** Begin the contract of agreed terms, in the language in which it will be signed. */
export function DraftContract({ sheet, first, onDone }: DraftContractProps) {
  const { t, i18n } = useTranslation("contract");
  const { other: firm } = useSides();
  const [language, setLanguage] = useState<Language>(i18n.language === "ko" ? "KO" : "EN");
  const [, draft] = useTypedMutation(DraftContractDocument);
  const outcomes = useOutcomes();
  const act = useAct(["language"]);

  async function begin() {
    const { id, revision } = sheet;
    const done = await act.run(async () =>
      outcomes.ofMutation(await draft({ sheet: id, revision, language })),
    );
    if (done) onDone();
  }

  return (
    <Panel title={t("draft.title")}>
      <form
        ref={act.form}
        className={styles.draft}
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <p>{t("draft.body")}</p>
        <Choices
          label={t("language.label")}
          inline
          choices={LANGUAGES.map((value) => ({ value, name: t(`language.${value}`) }))}
          value={language}
          error={act.at("language")}
          onChange={setLanguage}
        />
        <p className="sb-small sb-muted">{t("language.help")}</p>
        <VisibilityStrip readers={t("draft.seen", { firm })} />
        <Trouble words={act.words} />
        <Button type="submit" loading={act.busy} variant={first ? "filled" : "default"}>
          {t("draft.submit")}
        </Button>
      </form>
      {act.window}
    </Panel>
  );
}
