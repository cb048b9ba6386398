import { PageSkeleton } from "@/shared/ui/states";

export function ReviewQueue() {
  return <PageSkeleton />;
}
