import { useTranslation } from "react-i18next";
import type { MatchLineFragment } from "@/shared/graphql/generated/graphql";
import { Chip, type Tone } from "@/shared/ui/Chip";

type Standing = Pick<MatchLineFragment, "state" | "side" | "requestedBy">;

const TONES: Record<MatchLineFragment["state"], Tone> = {
  AWAITING_LEAD: "amber",
  REQUESTED: "amber",
  AWAITING_COORDINATOR: "amber",
  MATCHED: "seal",
  DECLINED: "red",
  WITHDRAWN: "plain",
  EXPIRED: "plain",
  ENDED: "plain",
};

/** Where a deal stands, from the reader's side. */
export function DealState({ match }: { match: Standing }) {
  const { t } = useTranslation("deal");
  const { state, side, requestedBy } = match;
  if (state === "REQUESTED" && side) {
    const own = side === requestedBy;
    return <Chip tone={own ? "blue" : "amber"}>{t(own ? "state.sent" : "state.received")}</Chip>;
  }
  return <Chip tone={TONES[state]}>{t(`state.${state}`)}</Chip>;
}
