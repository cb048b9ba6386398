import { PageSkeleton } from "@/shared/ui/states";

export function Today() {
  return <PageSkeleton />;
}
