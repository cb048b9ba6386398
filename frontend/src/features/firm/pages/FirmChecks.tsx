import { PageSkeleton } from "@/shared/ui/states";

export function FirmChecks() {
  return <PageSkeleton />;
}
