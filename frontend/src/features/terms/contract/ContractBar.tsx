import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import type { ContractPartsFragment } from "@/shared/graphql/generated/graphql";
import { ActionBar } from "../components/ActionBar";
import { useSides } from "../components/useSides";
import type { ContractAct } from "./useContractActs";

interface ContractBarProps {
  contract: ContractPartsFragment;
  onAsk: (act: ContractAct) => void;
}

/** How the contract goes on; what may be done is the server's word. */
export function ContractBar({ contract, onAsk }: ContractBarProps) {
  const { t } = useTranslation("contract");
  const { match, standing } = useDeal();
  const words = useBarWords(contract);
  // Elsewhere the frame of the deal has the one filled button.
  const first = standing.place === "CONTRACT" ? "filled" : "default";
  return (
    <ActionBar label={t("bar.label")} words={words}>
      {contract.canWithdraw ? (
        <Button variant="default" onClick={() => onAsk("withdraw")}>
          {t("act.withdraw")}
        </Button>
      ) : null}
      {contract.canRefuse ? (
        <Button variant="default" onClick={() => onAsk("refuse")}>
          {t("act.refuse")}
        </Button>
      ) : null}
      {contract.canOffer ? (
        <Button variant={first} onClick={() => onAsk("offer")}>
          {t("act.offer")}
        </Button>
      ) : null}
      {contract.canSign ? (
        <Button variant={first} onClick={() => onAsk("sign")}>
          {t("act.sign")}
        </Button>
      ) : null}
      {contract.state === "SIGNED" ? (
        <Button component={Link} to={`/deals/${match.id}/payments`} variant="default">
          {t("act.payments")}
        </Button>
      ) : null}
    </ActionBar>
  );
}

function useBarWords(contract: ContractPartsFragment): string {
  const { t } = useTranslation("contract");
  const { side, other: firm } = useSides();
  switch (contract.state) {
    case "DRAFT":
      return t(contract.canOffer ? "bar.draft" : "bar.draftReads");
    case "OFFERED":
      if (contract.canSign) return t("bar.sign");
      return contract.signatures.some((each) => each.side === side)
        ? t("bar.signed", { firm })
        : t("bar.waits");
    case "SIGNED":
      return t("bar.done");
    default:
      return t("bar.over");
  }
}
