import { PageSkeleton } from "@/shared/ui/states";

export function Outbox() {
  return <PageSkeleton />;
}
