import { PageSkeleton } from "@/shared/ui/states";

export function System() {
  return <PageSkeleton />;
}
