import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { safeReturnPath } from "@/shared/lib/text";
import styles from "./WayBack.module.css";

/** Whoever came from a signature gets back to it, where what was typed is kept. */
export function WayBack() {
  const { t } = useTranslation("security");
  const [params] = useSearchParams();
  const asked = params.get("next");
  if (asked === null) return null;
  return (
    <section className={styles.back} aria-label={t("back.go")}>
      <p>{t("back.lead")}</p>
      <Button
        component={Link}
        to={safeReturnPath(asked)}
        variant="default"
        leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
      >
        {t("back.go")}
      </Button>
    </section>
  );
}
