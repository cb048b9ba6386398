import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import type { SheetPartsFragment } from "@/shared/graphql/generated/graphql";
import { ActionBar } from "./ActionBar";
import type { TermsAct } from "./TermsWindow";
import { useSides } from "./useSides";
import type { Version } from "./versions";

interface TermsBarProps {
  deal: string;
  sheet: SheetPartsFragment;
  /** The version on the page; only the newest one is answered. */
  shown: Version;
  canOffer: boolean;
  /** Whether a contract stands on the terms. */
  hasContract: boolean;
  onAsk: (act: TermsAct) => void;
}

/** How the terms are answered; what may be done is the server's word. */
export function TermsBar(props: TermsBarProps) {
  const { deal, sheet, shown, canOffer, hasContract, onAsk } = props;
  const { t } = useTranslation("sheet");
  const { side, nameOf } = useSides();
  // Elsewhere the frame of the deal has the one filled button.
  const first = useDeal().standing.place === "TERMS" ? "filled" : "default";
  const newest = sheet.versions.at(-1);
  const isOwn = newest?.side === side;
  const write = `/deals/${deal}/terms/write`;
  const toContract = sheet.state === "AGREED" || hasContract;
  const words = ((): string => {
    if (hasContract) return t("bar.contract");
    if (sheet.state === "AGREED") return t("bar.agreed");
    if (sheet.state === "WITHDRAWN") return t("bar.withdrawn");
    if (sheet.canAccept) return t("bar.yours");
    return isOwn && sheet.turn
      ? t("bar.theirs", { firm: nameOf(sheet.turn) })
      : t("state.theirs", { firm: sheet.turn ? nameOf(sheet.turn) : "" });
  })();
  if (newest && newest.id !== shown.id) {
    const { number } = newest;
    return (
      <ActionBar
        label={t("bar.label")}
        words={t("bar.earlier", { number: shown.number, newest: number })}
      >
        <Button component={Link} to={{ search: "" }} variant={first}>
          {t("act.newest", { number })}
        </Button>
      </ActionBar>
    );
  }
  return (
    <ActionBar label={t("bar.label")} words={words}>
      {sheet.canWithdraw ? (
        <Button variant="default" onClick={() => onAsk("withdraw")}>
          {t(sheet.state === "OPEN" && !isOwn ? "act.decline" : "act.withdraw")}
        </Button>
      ) : null}
      {sheet.canCounter ? (
        <Button component={Link} to={write} variant="default">
          {t(isOwn ? "act.change" : "act.counter")}
        </Button>
      ) : null}
      {sheet.canAccept ? (
        <Button variant={first} onClick={() => onAsk("accept")}>
          {t("act.accept")}
        </Button>
      ) : null}
      {canOffer ? (
        <Button component={Link} to={write} variant={first}>
          {t("act.offer")}
        </Button>
      ) : null}
      {toContract ? (
        <Button component={Link} to={`/deals/${deal}/contract`} variant="default">
          {t(sheet.canDraft ? "act.draft" : "act.contract")}
        </Button>
      ) : null}
    </ActionBar>
  );
}
