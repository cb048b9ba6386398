import { PageSkeleton } from "@/shared/ui/states";

export function Security() {
  return <PageSkeleton />;
}
