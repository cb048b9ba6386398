import { PageSkeleton } from "@/shared/ui/states";

export function Join() {
  return <PageSkeleton />;
}
