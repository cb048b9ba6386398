import { PageSkeleton } from "@/shared/ui/states";

export function DemandEditor() {
  return <PageSkeleton />;
}
