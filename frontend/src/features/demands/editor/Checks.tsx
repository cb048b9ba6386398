import { Button } from "@mantine/core";
import { IconCircleCheck, IconShieldExclamation, IconTargetOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import frame from "@/shared/drafting/frame.module.css";
import { useDemandFieldNames } from "./fieldNames";
import styles from "./live.module.css";
import { openRemarks, type Preview, type Remark, remarkKey } from "./remarks";

interface ChecksProps {
  preview: Preview | null;
  kept: ReadonlySet<string>;
  onShow: (remark: Remark) => void;
  onKeep: (remark: Remark) => void;
  onTakeBack: () => void;
}

/** What is vague and what tells of the firm's plan, each with the place and what to do about it. */
export function Checks({ preview, kept, onShow, onKeep, onTakeBack }: ChecksProps) {
  const { t } = useTranslation("offer");
  const nameOf = useDemandFieldNames();
  const remarks = openRemarks(preview?.remarks ?? [], kept);
  const vague = preview?.vagueness ?? [];
  const isKept = (preview?.remarks.length ?? 0) - remarks.length;
  return (
    <>
      <header className={frame.previewHead}>
        <h2>{t("check.title")}</h2>
        <p>{t("check.lead")}</p>
      </header>
      {preview === null ? <p className={styles.status}>{t("check.start")}</p> : null}
      {preview && vague.length + remarks.length === 0 ? (
        <p className={styles.clear}>
          <IconCircleCheck size={18} aria-hidden="true" />
          {t("check.clear")}
        </p>
      ) : null}
      <ul className={styles.list}>
        {vague.map((each) => (
          <li key={each} className={styles.check}>
            <p className={styles.what}>
              <IconTargetOff size={18} aria-hidden="true" />
              {t(`vague.${each}.what`)}
            </p>
            <p>{t(`vague.${each}.do`)}</p>
          </li>
        ))}
        {remarks.map((remark) => (
          <li key={`${remarkKey(remark)}|${remark.start}`} className={styles.check}>
            <p className={styles.what}>
              <IconShieldExclamation size={18} aria-hidden="true" />
              <span>
                <q>{remark.words}</q> <small>{nameOf(remark.field)}</small>
              </span>
            </p>
            <p>{t(`remark.${remark.kind}`)}</p>
            <div className={styles.acts}>
              <Button size="compact-sm" variant="default" onClick={() => onShow(remark)}>
                {t("check.show")}
              </Button>
              {remark.kind === "OWN_NAME" ? null : (
                <Button size="compact-sm" variant="subtle" onClick={() => onKeep(remark)}>
                  {t("check.keep")}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {isKept > 0 ? (
        <p className={styles.status}>
          {t("check.kept", { count: isKept })}{" "}
          <button type="button" className={frame.signIn} onClick={onTakeBack}>
            {t("check.takeBack")}
          </button>
        </p>
      ) : null}
    </>
  );
}
