import { PageSkeleton } from "@/shared/ui/states";

export function Deal() {
  return <PageSkeleton />;
}
