import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import type { DocumentTermsFragment } from "@/shared/graphql/generated/graphql";
import { Progress } from "@/shared/ui/Progress";
import { Empty } from "@/shared/ui/states";
import styles from "./Notice.module.css";
import { SaveFile } from "./SaveFile";

const PREPARED_MS = 2000;
const REASONS = ["encrypted", "malformed", "not_viewable", "too_large", "no_such_pages"] as const;

interface BarredProps {
  document: DocumentTermsFragment;
  again: () => void;
}

/** Why a document does not open now, and what to do. */
export function Barred({ document, again }: BarredProps) {
  const { t } = useTranslation("viewer");
  const { match } = useDeal();
  const messages = <Link to={`/deals/${match.id}/messages`}>{t("toMessages")}</Link>;
  switch (document.access) {
    case "PREPARING":
      return <Preparing name={document.name} again={again} />;
    case "PAUSED":
      return (
        <Empty title={t("paused.title")} body={t("paused.body", { name: document.name })}>
          {messages}
        </Empty>
      );
    case "PROVIDER":
      return (
        <Empty title={t("provider.title")} body={t("provider.body", { name: document.name })}>
          <Link to="/vault">{t("provider.action")}</Link>
        </Empty>
      );
    default: {
      const reason = REASONS.find((each) => each === document.reason) ?? "other";
      return (
        <Empty title={t("noPages.title", { name: document.name })} body={t(`noPages.${reason}`)}>
          {document.canDownload ? <SaveFile document={document} /> : messages}
        </Empty>
      );
    }
  }
}

function Preparing({ name, again }: { name: string; again: () => void }) {
  const { t } = useTranslation("viewer");
  useEffect(() => {
    const timer = setInterval(again, PREPARED_MS);
    return () => clearInterval(timer);
  });
  return (
    <div className={styles.preparing} role="status">
      <Progress
        label={name}
        done={0}
        total={null}
        unit="pages"
        state="waiting"
        note={t("preparing")}
      />
    </div>
  );
}
