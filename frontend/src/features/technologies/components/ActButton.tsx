import { Button } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TechnologyPartsFragment } from "@/shared/graphql/generated/graphql";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import { type Act, SHAPES, useActs } from "./acts";

interface ActButtonProps {
  act: Act;
  technology: TechnologyPartsFragment;
  primary?: boolean;
  /** Called after the server has answered, whatever it said, so that the page is never old. */
  onDone: (message: string | null) => void;
}

function consequenceOf(
  t: TFunction<"technology">,
  act: Act,
  which: "one" | "two" | "three",
): string {
  // Which of the three exist is fixed in SHAPES; the check of words keeps both in step.
  const all = t(`confirm.${act}`, { returnObjects: true }) as Record<string, string>;
  return all[which] ?? "";
}

/** A button that asks by consequence before it acts. */
export function ActButton({ act, technology, primary = false, onDone }: ActButtonProps) {
  const { t, i18n } = useTranslation("technology");
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = useActs();
  const refusals = useRefusals();
  const shape = SHAPES[act];

  async function confirm(reason: string) {
    const target = {
      id: technology.id,
      revision: technology.revision ?? 0,
      language: i18n.language === "ko" ? ("KO" as const) : ("EN" as const),
    };
    const { refusals: refused, error } = await run(act, target, reason);
    const first = refused[0];
    if (error) {
      setRefusal(refusals.ofTransport(error));
    } else if (first) {
      setRefusal(refusals.ofDomain(first));
      if (first.code === "stale_state") onDone(null);
    } else {
      setAsking(false);
      onDone(t(`done.${act}`));
    }
  }

  return (
    <>
      <Button
        variant={primary ? "filled" : "default"}
        onClick={() => {
          setRefusal(null);
          setAsking(true);
        }}
      >
        {t(`action.${act}`)}
      </Button>
      {asking ? (
        <ConfirmByConsequence
          title={t(`confirm.${act}.title`)}
          consequences={shape.consequences.map((which) => consequenceOf(t, act, which))}
          undoable={shape.undoable}
          danger={shape.danger}
          action={t(`action.${act}`)}
          refusal={refusal}
          {...(act === "return"
            ? {
                reason: {
                  label: t("confirm.return.reason"),
                  help: t("confirm.return.help"),
                  needed: t("confirm.return.needed"),
                },
              }
            : {})}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
