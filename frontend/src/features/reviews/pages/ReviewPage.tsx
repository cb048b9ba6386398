import { PageSkeleton } from "@/shared/ui/states";

export function ReviewPage() {
  return <PageSkeleton />;
}
