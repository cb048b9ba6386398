import { PageSkeleton } from "@/shared/ui/states";

export function Cases() {
  return <PageSkeleton />;
}
