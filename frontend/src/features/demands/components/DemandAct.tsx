import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DemandPartsFragment, ErrorPartsFragment } from "@/shared/graphql/generated/graphql";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { type Refusal, useRefusals } from "@/shared/ui/refusals";
import { useDemandFieldNames } from "../editor/fieldNames";
import { type Act, useDemandActs } from "./acts";

interface DemandActProps {
  act: Act;
  demand: DemandPartsFragment;
  primary?: boolean;
  onDone: (message: string | null) => void;
}

/** A button that asks by consequence before it publishes, closes or discards. */
export function DemandAct({ act, demand, primary = false, onDone }: DemandActProps) {
  const { t, i18n } = useTranslation("demand");
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = useDemandActs();
  const refusals = useRefusals();
  const nameOf = useDemandFieldNames();
  const navigate = useNavigate();
  const consequences =
    act === "discard"
      ? [t("confirm.discard.one"), t("confirm.discard.two")]
      : [t(`confirm.${act}.one`), t(`confirm.${act}.two`), t(`confirm.${act}.three`)];

  /** What is missing is said by the names that stand on the page. */
  function named(from: ErrorPartsFragment): ErrorPartsFragment {
    if (from.code !== "incomplete") return from;
    const params = from.params.map((each) => ({
      ...each,
      value: each.value.split(", ").map(nameOf).join(", "),
    }));
    return { ...from, params };
  }

  async function confirm() {
    const language = i18n.language === "ko" ? ("KO" as const) : ("EN" as const);
    const { error, refused } = await run(act, demand, language);
    if (error) setRefusal(refusals.ofTransport(error));
    else if (refused) {
      setRefusal(refusals.ofDomain(named(refused)));
      if (refused.code === "stale_state") onDone(null);
    } else {
      setAsking(false);
      onDone(t(`done.${act}`));
      // A discarded draft has no page any more.
      if (act === "discard") await navigate("/demands?mine=1");
    }
  }

  return (
    <>
      <Button
        {...(act === "publish"
          ? { variant: primary ? "filled" : "default" }
          : { variant: "subtle", size: "compact-md" })}
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
          consequences={consequences}
          undoable={false}
          danger={act === "discard"}
          action={t(`action.${act}`)}
          refusal={refusal}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
