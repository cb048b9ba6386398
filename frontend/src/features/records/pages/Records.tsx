import { PageSkeleton } from "@/shared/ui/states";

export function Records() {
  return <PageSkeleton />;
}
