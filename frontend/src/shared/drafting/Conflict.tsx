import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Window } from "@/shared/ui/Window";
import styles from "./frame.module.css";
import type { Difference } from "./merge";

interface ConflictProps {
  found: readonly Difference[];
  nameOf: (field: string) => string;
  /** Receives the fields that keep the other person's text. */
  onChoose: (theirs: ReadonlySet<string>) => void;
}

/** Somebody else saved: both texts of each field, and whose to keep. Nothing is lost by waiting. */
export function Conflict({ found, nameOf, onChoose }: ConflictProps) {
  const { t } = useTranslation(["offer", "common"]);
  const [open, setOpen] = useState(true);
  const [chosen, setChosen] = useState<Record<string, "mine" | "theirs">>(() =>
    Object.fromEntries(found.map((each) => [each.field, each.proposed])),
  );
  return (
    <div className={styles.conflict} role="alert">
      <p>
        <strong>{t("conflict.title")}</strong> {t("conflict.body")}
      </p>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("conflict.open")}
      </Button>
      {open ? (
        <Window title={t("conflict.title")} onClose={() => setOpen(false)}>
          <div className={styles.conflictBody}>
            <p>{t("conflict.how")}</p>
            {found.map(({ field, mine, theirs }) => (
              <fieldset key={field} className={styles.pair}>
                <legend>{nameOf(field)}</legend>
                {(["mine", "theirs"] as const).map((side) => (
                  <label key={side} data-on={chosen[field] === side}>
                    <input
                      type="radio"
                      name={`choose-${field}`}
                      checked={chosen[field] === side}
                      onChange={() => setChosen((was) => ({ ...was, [field]: side }))}
                    />
                    <span>
                      <b>{t(`conflict.${side}`)}</b>
                      <span className={styles.pairText}>
                        {(side === "mine" ? mine : theirs) || t("conflict.empty")}
                      </span>
                    </span>
                  </label>
                ))}
              </fieldset>
            ))}
            <div className={styles.actions}>
              <Button variant="default" onClick={() => setOpen(false)}>
                {t("common:cancel")}
              </Button>
              <Button
                onClick={() =>
                  onChoose(
                    new Set(
                      found.map((each) => each.field).filter((field) => chosen[field] === "theirs"),
                    ),
                  )
                }
              >
                {t("conflict.keep")}
              </Button>
            </div>
          </div>
        </Window>
      ) : null}
    </div>
  );
}
