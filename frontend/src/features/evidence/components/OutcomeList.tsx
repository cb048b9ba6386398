import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Outcome, Step, StepName, StepState } from "@/shared/evidence/check";
import { shortenMiddle } from "@/shared/lib/text";
import styles from "./OutcomeList.module.css";

const ICONS = { passed: IconCheck, failed: IconX, skipped: IconMinus } as const satisfies Record<
  StepState,
  unknown
>;
const NAMES: readonly StepName[] = ["format", "signature", "body", "leaf", "inclusion"];

/** The five checks one by one, and above them the sentence that matters. */
export function OutcomeList({ outcome }: { outcome: Outcome | null }) {
  const { t } = useTranslation("evidence");
  return (
    <div className={styles.sheet}>
      <h2 className="sb-hidden">{t("verify.outcome")}</h2>
      <div role="status">
        {outcome ? (
          <Verdict outcome={outcome} />
        ) : (
          <p className="sb-muted">{t("verify.waiting")}</p>
        )}
      </div>
      <ol className={styles.steps}>
        {NAMES.map((name, at) => {
          const step = outcome?.steps.find((each) => each.name === name);
          return <StepLine key={name} name={name} number={at + 1} step={step ?? null} />;
        })}
      </ol>
    </div>
  );
}

function Verdict({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation("evidence");
  const { steps } = outcome;
  const failedAt = steps.findIndex((each) => each.state === "failed");
  const failed = steps[failedAt];
  const held = (name: StepName) => steps.find((each) => each.name === name)?.state === "passed";
  const index = outcome.index ?? "";
  if (failed) {
    return (
      <div className={styles.verdict} data-tone="red">
        <IconX size={24} stroke={2.5} aria-hidden="true" />
        <div>
          <p className={styles.title}>{t("verify.failed")}</p>
          <p>
            {t("verify.failedBody", { number: failedAt + 1, name: t(`step.${failed.name}.name`) })}
          </p>
        </div>
      </div>
    );
  }
  const whole = held("inclusion") && held("body");
  return (
    <div className={styles.verdict} data-tone={held("inclusion") ? "seal" : "amber"}>
      {held("inclusion") ? (
        <IconCheck size={24} stroke={2.5} aria-hidden="true" />
      ) : (
        <IconMinus size={24} stroke={2.5} aria-hidden="true" />
      )}
      <div>
        <p className={styles.title}>{whole ? t("verify.passed") : t("verify.partial")}</p>
        <p>
          {whole
            ? t("verify.passedBody", { index })
            : held("inclusion")
              ? t("verify.passedLeaf", { index })
              : t("verify.partialBody")}
        </p>
      </div>
    </div>
  );
}

function StepLine({ name, number, step }: { name: StepName; number: number; step: Step | null }) {
  const { t } = useTranslation("evidence");
  const Icon = step ? ICONS[step.state] : null;
  return (
    <li className={styles.step} data-state={step?.state ?? "waiting"}>
      <span className={styles.node} aria-hidden="true">
        {Icon ? <Icon size={16} stroke={3} /> : number}
      </span>
      <div>
        <p className={styles.name}>
          {t(`step.${name}.name`)}
          {step ? <span className={styles.state}>{t(`state.${step.state}`)}</span> : null}
        </p>
        {step ? <StepDetail step={step} /> : null}
      </div>
    </li>
  );
}

function StepDetail({ step }: { step: Step }) {
  const { t } = useTranslation("evidence");
  return <p className={styles.detail}>{detailOf(t, step)}</p>;
}

function detailOf(t: TFunction<"evidence">, step: Step): string {
  const {
    index = "",
    hashes = "",
    origin = "",
    key = "",
    size = "",
    commitment = "",
  } = step.values;
  const values = { index, hashes, origin, key, size, commitment: shortenMiddle(commitment) };
  if (step.cause === "badKey") return t("step.signature.badKey");
  if (step.cause === "badSalt") return t("step.body.badSalt");
  if (step.name === "format" || step.name === "signature") {
    if (step.state === "skipped") return t("state.skipped");
    return t(`step.${step.name}.${step.state}`, values);
  }
  return t(`step.${step.name}.${step.state}`, values);
}
