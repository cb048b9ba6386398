import { PageSkeleton } from "@/shared/ui/states";

export function Members() {
  return <PageSkeleton />;
}
