import { Button } from "@mantine/core";
import { IconFileDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Language, OpenRequestFormDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useSaving } from "@/shared/transfers/useSaving";
import styles from "./form.module.css";

const LANGUAGES: readonly Language[] = ["KO", "EN"];

/** The issued request as a document in each language, with the decisions made so far. */
export function SaveForm({ id }: { id: string }) {
  const { t } = useTranslation("request");
  const [, open] = useTypedMutation(OpenRequestFormDocument);
  const outcomes = useOutcomes();
  const { act, save } = useSaving();
  return (
    <div className={styles.saving}>
      {LANGUAGES.map((language) => (
        <Button
          key={language}
          variant="default"
          disabled={act.busy}
          leftSection={<IconFileDownload size={16} aria-hidden="true" />}
          onClick={() =>
            save(
              async () => outcomes.ofMutation(await open({ id, language })),
              `request-${id}-${language.toLowerCase()}.pdf`,
            )
          }
        >
          {t(`pdf.${language}`)}
        </Button>
      ))}
      <Trouble words={act.words} />
      {act.window}
    </div>
  );
}
