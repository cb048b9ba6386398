import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Refusal } from "@/shared/ui/refusals";
import { useFocusAfter } from "@/shared/ui/useFocusAfter";
import styles from "./forms.module.css";

interface FormActionsProps {
  action: string;
  busy: boolean;
  refusal: Refusal | null;
  onCancel?: () => void;
}

/** The end of a form: what was refused, and the way on. */
export function FormActions({ action, busy, refusal, onCancel }: FormActionsProps) {
  const { t } = useTranslation();
  const refused = useFocusAfter<HTMLParagraphElement>(refusal);
  return (
    <>
      {refusal ? (
        <p ref={refused} className={styles.refusal} role="alert" tabIndex={-1}>
          {refusal.words}
        </p>
      ) : null}
      <div className={styles.actions}>
        {onCancel ? (
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
        ) : null}
        <Button type="submit" loading={busy} variant={onCancel ? "filled" : "light"}>
          {action}
        </Button>
      </div>
    </>
  );
}
