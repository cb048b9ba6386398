import { PageSkeleton } from "@/shared/ui/states";

export function Firm() {
  return <PageSkeleton />;
}
