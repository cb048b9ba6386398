import { IconCheck, IconChevronDown, IconLock } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Stage } from "@/shared/graphql/generated/graphql";
import styles from "./Ladder.module.css";
import { ladderParts, STAGES } from "./stages";

/** Whose eyes the ladder follows: one's own, the market's, or those of the buyer in a deal. */
export type LadderView = "viewer" | "owner" | "reviewer" | "hidden" | "seller" | "coordinator";

interface LadderProps {
  stage: Stage | null;
  view: LadderView;
  /** Whose turn the next condition is; left out where no deal can follow. */
  turn?: string;
  /** Whether the whole was handed over without a document having been allowed before. */
  documentsPassed?: boolean;
}

const NOW = {
  viewer: "now",
  owner: "nowOwner",
  reviewer: "nowReviewer",
  hidden: "nowHidden",
  seller: "nowOther",
  coordinator: "nowBuyer",
} as const;

/** Six steps by name: the current and the next stand open, the rest is folded. */
export function Ladder({ stage, view, turn, documentsPassed = false }: LadderProps) {
  const { t } = useTranslation("ladder");
  const { now, next, before, later } = ladderParts(stage);
  const [open, setOpen] = useState(false);
  const title = useId();
  return (
    <section className={styles.ladder} aria-labelledby={title} data-open={open}>
      <h2 id={title} className={styles.title}>
        {t("title")}
      </h2>
      {/* On a phone the ladder is this one line until it is opened. */}
      <button
        type="button"
        className={styles.line}
        aria-expanded={open}
        onClick={() => setOpen((was) => !was)}
      >
        <span className={styles.dots} aria-hidden="true">
          {STAGES.map((each) => (
            <i
              key={each}
              data-reached={now !== null && STAGES.indexOf(each) <= STAGES.indexOf(now)}
            />
          ))}
        </span>
        <span>{lineOf(t, view, now, next)}</span>
        <IconChevronDown size={16} aria-hidden="true" />
      </button>
      <ol className={styles.rungs}>
        {before.map((each) => (
          <Folded
            key={each}
            stage={each}
            reached
            {...(documentsPassed && each === "S4" ? { why: t("passed") } : {})}
          />
        ))}
        {now ? (
          <li className={styles.rung} data-part="now">
            <Node stage={now} reached />
            <div className={styles.body}>
              <p className={styles.tag}>{t(NOW[view])}</p>
              <p className={styles.name}>{t(`${now}.name`)}</p>
              <p className={styles.text}>{t(`${now}.shown`)}</p>
            </div>
          </li>
        ) : (
          <li className={styles.rung} data-part="none">
            <span className={styles.node} aria-hidden="true" />
            <p className={styles.tag}>{t("nowHidden")}</p>
          </li>
        )}
        {next ? (
          <li className={styles.rung} data-part="next">
            <Node stage={next} />
            <div className={styles.body}>
              <p className={styles.tag}>{t("next")}</p>
              <p className={styles.name}>{t(`${next}.name`)}</p>
              <p className={styles.text}>
                {/* What is not in the market yet has to get there first. */}
                {now === null && next === "S0" ? t("conditionDraft") : t(`${next}.condition`)}
              </p>
              {turn ? (
                <p className={styles.turn}>
                  <span>{t("next.turn", { ns: "common" })}</span> {turn}
                </p>
              ) : null}
            </div>
          </li>
        ) : null}
        {later.map((each) => (
          <Folded key={each} stage={each} />
        ))}
      </ol>
      <p className={styles.note}>{t("note")}</p>
    </section>
  );
}

function lineOf(
  t: TFunction<"ladder">,
  view: LadderView,
  now: Stage | null,
  next: Stage | null,
): string {
  if (!now) return t("nowHidden");
  if (view === "reviewer") return t("lineReviewer", { now: t(`${now}.name`) });
  return next ? t("line", { now: t(`${now}.name`), next: t(`${next}.name`) }) : t(`${now}.name`);
}

function Node({ stage, reached = false }: { stage: Stage; reached?: boolean }) {
  const { t } = useTranslation("ladder");
  const number = STAGES.indexOf(stage) + 1;
  return (
    <span className={styles.node} data-reached={reached}>
      {reached ? (
        <IconCheck size={14} stroke={3} aria-hidden="true" />
      ) : (
        <IconLock size={12} aria-hidden="true" />
      )}
      <span className="sb-hidden">
        {t("step", { number })}, {reached ? t("reached") : t("closed")}
      </span>
    </span>
  );
}

interface FoldedProps {
  stage: Stage;
  reached?: boolean;
  /** Why it is reached, where its own condition is not what opened it. */
  why?: string;
}

function Folded({ stage, reached = false, why }: FoldedProps) {
  const { t } = useTranslation("ladder");
  return (
    <li className={styles.rung} data-part={reached ? "before" : "later"}>
      <Node stage={stage} reached={reached} />
      <div>
        <details className={styles.fold}>
          <summary>
            {t(`${stage}.name`)}
            <IconChevronDown size={16} aria-hidden="true" />
          </summary>
          <dl>
            <dt>{t("shownLabel")}</dt>
            <dd>{t(`${stage}.shown`)}</dd>
            <dt>{t("conditionLabel")}</dt>
            <dd>{t(`${stage}.condition`)}</dd>
          </dl>
        </details>
        {why ? <p className={styles.why}>{why}</p> : null}
      </div>
    </li>
  );
}
