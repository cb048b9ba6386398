import { PageSkeleton } from "@/shared/ui/states";

export function Barriers() {
  return <PageSkeleton />;
}
