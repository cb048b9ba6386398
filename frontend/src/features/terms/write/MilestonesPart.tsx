import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldId, jumpTo } from "@/shared/drafting/jump";
import { Panel } from "@/shared/ui/Panel";
import { MilestoneFields } from "./MilestoneFields";
import { emptyMilestone, MILESTONES_MOST, type TypedMilestone } from "./termsDraft";
import type { TermsFormProps } from "./termsFormProps";
import styles from "./write.module.css";

interface Removed {
  at: number;
  milestone: TypedMilestone;
}

/** Add, change, move and remove milestones; what was removed can be brought back. */
export function MilestonesPart({ typed, files, errorAt, onChange, onLeave }: TermsFormProps) {
  const { t } = useTranslation("sheet");
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [said, setSaid] = useState("");
  const { milestones } = typed;
  const error = errorAt("milestones");

  function put(next: TypedMilestone[], field = "milestones") {
    onChange({ milestones: next }, field);
  }

  function add() {
    put([...milestones, emptyMilestone()]);
    setRemoved(null);
    jumpTo(`milestones.${milestones.length}.title`);
  }

  function remove(at: number) {
    const milestone = milestones[at];
    if (!milestone) return;
    put(milestones.filter((each) => each !== milestone));
    setRemoved({ at, milestone });
    setSaid(t("write.removed", { number: at + 1 }));
  }

  function restore() {
    if (!removed) return;
    put(milestones.toSpliced(removed.at, 0, removed.milestone));
    setRemoved(null);
    setSaid("");
    jumpTo(`milestones.${removed.at}.title`);
  }

  function move(from: number, to: number) {
    const milestone = milestones[from];
    if (!milestone) return;
    put(milestones.toSpliced(from, 1).toSpliced(to, 0, milestone));
    setSaid(t("write.moved", { number: to + 1 }));
  }

  return (
    <Panel title={t("write.milestones")}>
      <p className={styles.lead}>{t("write.milestonesLead")}</p>
      {error ? (
        <p id={fieldId("milestones")} className={styles.wrong} role="alert">
          {error}
        </p>
      ) : null}
      <ol className={styles.milestones}>
        {milestones.map((milestone, at) => (
          <MilestoneFields
            key={milestone.key}
            at={at}
            count={milestones.length}
            milestone={milestone}
            currency={typed.currency}
            files={files}
            errorAt={errorAt}
            onChange={(part) =>
              put(
                milestones.map((each) => (each === milestone ? { ...each, ...part } : each)),
                fieldOf(at, part),
              )
            }
            onLeave={onLeave}
            onMove={(to) => move(at, to)}
            onRemove={() => remove(at)}
          />
        ))}
      </ol>
      <div className={styles.under}>
        {milestones.length < MILESTONES_MOST ? (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={add}
          >
            {t("write.add")}
          </Button>
        ) : (
          <p className={styles.help}>{t("write.addMost", { max: MILESTONES_MOST })}</p>
        )}
        <p className={styles.said} role="status">
          {said}
        </p>
        {removed ? (
          <Button variant="subtle" onClick={restore}>
            {t("write.restore")}
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}

const NAMES = {
  title: "title",
  amount: "amountMinor",
  dueOn: "dueOn",
  delivery: "delivery",
  documents: "documents",
  depositRelease: "documents",
} as const;

/** Name the field of a milestone that was changed, as the server does. */
function fieldOf(at: number, part: Partial<TypedMilestone>): string {
  const changed = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find((name) => name in part);
  return changed ? `milestones.${at}.${NAMES[changed]}` : "milestones";
}
