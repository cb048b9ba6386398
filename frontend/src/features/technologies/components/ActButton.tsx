import { Button } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type {
  ErrorPartsFragment,
  TechnologyPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useOfferFieldNames } from "@/shared/offers/fieldNames";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import { type Act, SHAPES, useActs } from "./acts";

interface ActButtonProps {
  act: Act;
  technology: TechnologyPartsFragment;
  primary?: boolean;
  /** Whether it stands among what is seldom done. */
  quiet?: boolean;
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
export function ActButton({
  act,
  technology,
  primary = false,
  quiet = false,
  onDone,
}: ActButtonProps) {
  const { t, i18n } = useTranslation("technology");
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = useActs();
  const navigate = useNavigate();
  const refusals = useRefusals();
  const nameOf = useOfferFieldNames();
  const shape = SHAPES[act];

  /** What is missing is said by the names that stand on the page. */
  function named(refused: ErrorPartsFragment): ErrorPartsFragment {
    if (refused.code !== "incomplete") return refused;
    const params = refused.params.map((each) => ({
      ...each,
      value: each.value.split(", ").map(nameOf).join(", "),
    }));
    return { ...refused, params };
  }

  async function confirm() {
    const target = {
      id: technology.id,
      revision: technology.revision ?? 0,
      language: i18n.language === "ko" ? ("KO" as const) : ("EN" as const),
    };
    const { refusals: refused, error } = await run(act, target);
    const first = refused[0];
    if (error) {
      setRefusal(refusals.ofTransport(error));
    } else if (first) {
      setRefusal(refusals.ofDomain(named(first)));
      if (first.code === "stale_state") onDone(null);
    } else {
      setAsking(false);
      onDone(act === "revise" ? null : t(`done.${act}`));
      // A new wording is written on its own page; a discarded draft has no page any more.
      if (act === "revise") await navigate(`/technologies/${technology.id}/edit`);
      if (act === "discard") await navigate("/technologies");
    }
  }

  return (
    <>
      <Button
        variant={primary ? "filled" : quiet ? "subtle" : "default"}
        {...(quiet ? { size: "compact-md" } : {})}
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
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
