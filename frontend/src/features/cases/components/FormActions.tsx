import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Trouble } from "@/shared/session/Trouble";
import type { Act } from "@/shared/session/useAct";
import styles from "./forms.module.css";

interface FormActionsProps {
  action: string;
  act: Act;
  onCancel?: () => void;
}

/** The end of a form: what was refused, and the way on. */
export function FormActions({ action, act, onCancel }: FormActionsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Trouble words={act.words} />
      <div className={styles.actions}>
        {onCancel ? (
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
        ) : null}
        <Button type="submit" loading={act.busy} variant={onCancel ? "filled" : "light"}>
          {action}
        </Button>
      </div>
    </>
  );
}
