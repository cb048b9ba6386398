import { PageSkeleton } from "@/shared/ui/states";

export function DemandMatches() {
  return <PageSkeleton />;
}
