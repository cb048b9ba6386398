import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Viewer } from "@/shared/session/session";
import styles from "./Home.module.css";

interface BeginProps {
  viewer: Viewer;
  kind: "SME" | "LARGE_FIRM";
  /** Whether something waits for the reader, which then comes first. */
  waits: boolean;
}

/** How something new begins, for whoever writes for the firm. */
export function Begin({ viewer, kind, waits }: BeginProps) {
  const { t } = useTranslation("home");
  const writes = kind === "SME" ? viewer.canWriteTechnologies : viewer.canWriteDemands;
  if (!writes) return null;
  const to = kind === "SME" ? "/vault/new" : "/demands/new";
  return (
    <Button component={Link} to={to} variant={waits ? "default" : "filled"}>
      {t(`begin.${kind}`)}
    </Button>
  );
}

/** What a firm without anything does first. */
export function FirstStep(props: BeginProps) {
  const { kind } = props;
  const { t } = useTranslation("home");
  return (
    <section className={styles.first}>
      <h2>{t(`first.${kind}.title`)}</h2>
      <ol>
        <li>{t(`first.${kind}.one`)}</li>
        <li>{t(`first.${kind}.two`)}</li>
        <li>{t(`first.${kind}.three`)}</li>
      </ol>
      <div className={styles.actions}>
        <Begin {...props} />
        <Button component={Link} to={kind === "SME" ? "/demands" : "/market"} variant="default">
          {t(`first.${kind}.look`)}
        </Button>
      </div>
    </section>
  );
}
