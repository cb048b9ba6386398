import { useTranslation } from "react-i18next";
import {
  type MoneyKeeper,
  NameTransferAccountDocument,
  type PlanPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useDraft } from "@/shared/session/draft";
import { useOutcomes } from "@/shared/session/outcomes";
import type { Act } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { AskWindow } from "./AskWindow";

const KEEPERS = ["SELLER", "CUSTODIAN"] as const satisfies readonly MoneyKeeper[];
const LINES = ["bank", "number", "holder"] as const;
const NONE = { keeper: "", bank: "", number: "", holder: "" };
const LONGEST = { bank: 60, number: 40, holder: 100 } as const;

interface AccountWindowProps {
  plan: PlanPartsFragment;
  onStale: () => void;
  onDone: () => void;
  onClose: () => void;
}

/** Ask the seller where transfers go, and who keeps the money there. */
export function AccountWindow({ plan, onStale, onDone, onClose }: AccountWindowProps) {
  const { t } = useTranslation("payment");
  const [draft, keep, forget] = useDraft(`payment.account.${plan.contractId}`, NONE);
  const [, name] = useTypedMutation(NameTransferAccountDocument);
  const { ofMutation } = useOutcomes();
  const keeper = KEEPERS.find((each) => each === draft.keeper) ?? null;

  function wrongOf(field: (typeof LINES)[number] | "keeper"): string | null {
    const value = field === "keeper" ? keeper : draft[field].trim();
    if (!value) return t(`account.needed.${field}`);
    const bad = field === "number" && !/^[0-9A-Za-z]([ -]?[0-9A-Za-z]){5,33}$/.test(value);
    return bad ? t("account.badNumber") : null;
  }

  function check() {
    return (["keeper", ...LINES] as const).flatMap((field) => {
      const words = wrongOf(field);
      return words ? [{ field, words }] : [];
    });
  }

  function leave(act: Act, field: (typeof LINES)[number]) {
    const words = wrongOf(field);
    // An empty line is said on sending, not on the way to it.
    if (words && draft[field].trim() !== "") act.note({ field, words });
  }

  return (
    <AskWindow
      title={t("account.title")}
      consequences={[t("account.one"), t("account.two"), t("account.three")]}
      undoable
      action={t("account.save")}
      draft={`named.${plan.contractId}`}
      fields={["keeper", ...LINES]}
      check={check}
      submit={async () => {
        const { contractId, revision } = plan;
        const { bank, number, holder } = draft;
        const given = { contractId, revision, keeper: keeper ?? "SELLER", bank, number, holder };
        return ofMutation(await name(given));
      }}
      onStale={onStale}
      onDone={() => {
        forget();
        onDone();
      }}
      onClose={onClose}
    >
      {(act) => (
        <>
          <Choices
            label={t("account.keeperLabel")}
            choices={KEEPERS.map((value) => ({
              value,
              name: t(`keeper.${value}.name`),
              help: t(`keeper.${value}.help`),
            }))}
            value={keeper}
            error={act.at("keeper")}
            onChange={(value) => {
              keep({ keeper: value });
              act.clear("keeper");
            }}
          />
          {LINES.map((field) => (
            <LimitedInput
              key={field}
              label={t(`transfer.${field}`)}
              description={t(`account.${field}Help`)}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={draft[field]}
              onChange={(event) => {
                keep({ [field]: event.currentTarget.value });
                act.clear(field);
              }}
              onBlur={() => leave(act, field)}
              error={act.at(field)}
              most={LONGEST[field]}
              autoComplete="off"
              required
            />
          ))}
          <VisibilityStrip readers={t("readers.account")} />
        </>
      )}
    </AskWindow>
  );
}
