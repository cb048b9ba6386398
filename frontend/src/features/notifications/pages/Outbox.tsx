import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/shared/ui/PageHead";
import { Empty, NotFound, PageSkeleton } from "@/shared/ui/states";
import { MailCard } from "../components/MailCard";
import { isOutbox, type Mail } from "../outbox";
import styles from "./Outbox.module.css";

type State = "asking" | "none" | Mail[];
const ASK_EVERY = 5_000;

/** The mails of the demo, which sends none: to read the codes that travel by mail. */
export function Outbox() {
  const { t } = useTranslation("notice");
  const [state, setState] = useState<State>("asking");
  const [wanted, setWanted] = useState("");

  const ask = useCallback(async () => {
    try {
      const response = await fetch("/demo-outbox.json");
      const value: unknown = response.ok ? await response.json() : null;
      setState((now) => (isOutbox(value) ? value.mails : now === "asking" ? "none" : now));
    } catch {
      setState((now) => (now === "asking" ? "none" : now));
    }
  }, []);
  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY);
    return () => clearInterval(timer);
  }, [ask]);

  if (state === "asking") return <PageSkeleton />;
  if (state === "none") return <NotFound />;
  const text = wanted.trim().toLowerCase();
  const shown = state.filter((mail) => mail.to.toLowerCase().includes(text));
  return (
    <div className={styles.page}>
      <PageHead title={t("outbox.title")} lead={t("outbox.lead")} />
      <div className={styles.bar}>
        <label>
          {t("outbox.to")}
          <input
            type="search"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={() => void ask()}
        >
          {t("outbox.again")}
        </Button>
      </div>
      {shown.length === 0 ? (
        <Empty title={t(state.length === 0 ? "outbox.empty" : "outbox.nobody")} />
      ) : null}
      <ul className={styles.mails}>
        {shown.map((mail) => (
          <MailCard key={`${mail.createdAt} ${mail.to} ${mail.subject}`} mail={mail} />
        ))}
      </ul>
    </div>
  );
}
