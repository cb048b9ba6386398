import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RetryParkedEntryDocument, type SystemPageQuery } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { formatInstant } from "@/shared/lib/dates";
import { useOutcomes } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Chip } from "@/shared/ui/Chip";
import { Facts } from "@/shared/ui/Panel";
import { usePartNames } from "../partNames";
import styles from "./ParkedCard.module.css";

interface ParkedCardProps {
  entry: SystemPageQuery["parkedEntries"]["nodes"][number];
  onRetried: () => void;
}

/** One entry that a part of the system could not take up, and the means to try it again. */
export function ParkedCard({ entry, onRetried }: ParkedCardProps) {
  const { t, i18n } = useTranslation("operator");
  const { handlerName } = usePartNames();
  const [, retry] = useTypedMutation(RetryParkedEntryDocument);
  const act = useAct();
  const outcomes = useOutcomes();

  async function again() {
    const done = await act.run(async () => outcomes.ofMutation(await retry({ id: entry.id })));
    if (done) onRetried();
  }

  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3>{t("parked.entry", { index: entry.index })}</h3>
        <Chip tone="amber">{entry.state}</Chip>
        <Button
          variant="default"
          size="sm"
          loading={act.busy}
          aria-label={t("parked.retryThis", { index: entry.index })}
          onClick={() => void again()}
        >
          {t("parked.retry")}
        </Button>
      </div>
      <Trouble words={act.words} />
      <Facts
        rows={[
          { name: t("parked.handler"), value: handlerName(entry.handler) },
          { name: t("parked.kind"), value: <code>{entry.kind}</code> },
          { name: t("parked.attempts"), value: entry.attempts },
          {
            name: t("parked.next"),
            value: entry.nextTryAt
              ? formatInstant(entry.nextTryAt, i18n.language)
              : t("parked.never"),
          },
          { name: t("parked.error"), value: <code>{entry.error}</code> },
        ]}
      />
      {act.window}
    </li>
  );
}
