import { useOutletContext } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import { Overview } from "../components/Overview";
import type { Act } from "../components/standing";

/** The first page of a deal. */
export function DealOverview() {
  const onAsk = useOutletContext<(act: Act) => void>();
  return <Overview match={useDeal().match} onAsk={onAsk} />;
}
