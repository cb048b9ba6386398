import { useOutletContext } from "react-router";
import { useDeal } from "@/shared/deals/DealContext";
import type { Act } from "../components/answers";
import { Overview } from "../components/Overview";

/** The first page of a deal. */
export function DealOverview() {
  const onAsk = useOutletContext<(act: Act) => void>();
  const { match, standing } = useDeal();
  return <Overview match={match} standing={standing} onAsk={onAsk} />;
}
