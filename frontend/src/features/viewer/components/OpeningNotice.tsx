import { Button } from "@mantine/core";
import {
  IconCalendarDue,
  IconCamera,
  IconFileText,
  IconListDetails,
  IconTarget,
  IconUserCheck,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import type { DocumentTermsFragment } from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Written } from "@/shared/ui/Written";
import { type Opened, useOpening } from "../opening";
import type { Standing } from "../useAccess";
import styles from "./Notice.module.css";
import { SaveFile } from "./SaveFile";
import { usePurpose, useReturn } from "./terms";

interface OpeningNoticeProps {
  document: DocumentTermsFragment;
  /** Why it was closed just now. */
  ended: Standing | null;
  onOpened: (opened: Opened) => void;
}

/** What is recorded, for whom, for what and until when, before the first page is shown. */
export function OpeningNotice({ document, ended, onOpened }: OpeningNoticeProps) {
  const { t } = useTranslation("viewer");
  const { standing } = useDeal();
  const open = useOpening(document);
  const act = useAct();
  // The frame's button leads elsewhere when something else comes next; there is one of its kind.
  const comesNext = standing.place === "DOCUMENTS" || !standing.canAct;

  async function begin() {
    const opened = await act.run(() => open(false));
    if (opened) onOpened(opened);
  }

  const count =
    document.lastPage === null || document.lastPage === undefined
      ? null
      : document.lastPage - document.firstPage + 1;
  return (
    <section className={styles.notice} aria-labelledby="document-name">
      <header className={styles.head}>
        <IconFileText size={24} aria-hidden="true" />
        <div>
          <h2 id="document-name">{document.name}</h2>
          {count === null ? null : <p>{t("pages", { count })}</p>}
        </div>
      </header>
      {ended === "SIGNED_OUT" ? <p className={styles.ended}>{t("signedOut")}</p> : null}
      <h3>{t("notice.title")}</h3>
      <Terms document={document} />
      <Trouble words={act.words} />
      <div className={styles.acts}>
        <Button
          size="md"
          variant={comesNext ? "filled" : "default"}
          loading={act.busy}
          onClick={() => void begin()}
        >
          {t("notice.open")}
        </Button>
        {document.canDownload ? <SaveFile document={document} /> : null}
      </div>
      {act.window}
    </section>
  );
}

function Terms({ document }: { document: DocumentTermsFragment }) {
  const { t, i18n } = useTranslation("viewer");
  const { match } = useDeal();
  const { viewer } = useSession();
  const purpose = usePurpose(document);
  const until = useReturn(document);
  const own = viewer?.organisation
    ? firmName(viewer.organisation, i18n.language)
    : t("notice.yourFirm");
  const other = match.counterpart ? firmName(match.counterpart, i18n.language) : t("ask.otherFirm");
  const isOwn = document.side === match.side;
  const told = document.visibility === "OWN_FIRM" ? own : isOwn ? `${own}, ${other}` : other;
  return (
    <ul className={styles.terms}>
      <Term icon={<IconListDetails size={20} aria-hidden="true" />} name={t("notice.recorded")}>
        {t("notice.recordedBody", { name: viewer?.name ?? "", firm: own, told })}
      </Term>
      <Term icon={<IconUserCheck size={20} aria-hidden="true" />} name={t("notice.only")}>
        {t(isOwn ? "notice.onlyOwn" : "notice.onlyBody")}
      </Term>
      {purpose ? (
        <Term icon={<IconTarget size={20} aria-hidden="true" />} name={t("notice.purpose")}>
          {purpose.name}
          {purpose.name && purpose.words ? " · " : null}
          {purpose.words ? <Written text={purpose.words} /> : null}
        </Term>
      ) : null}
      {until ? (
        <Term icon={<IconCalendarDue size={20} aria-hidden="true" />} name={t("notice.until")}>
          {until}
        </Term>
      ) : null}
      <Term icon={<IconCamera size={20} aria-hidden="true" />} name={t("notice.allowed")}>
        {t(document.canDownload ? "notice.allowedFile" : "notice.allowedBody")}
      </Term>
    </ul>
  );
}

function Term({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <li>
      {icon}
      <div>
        <strong>{name}</strong>
        <span>{children}</span>
      </div>
    </li>
  );
}
