import { PageSkeleton } from "@/shared/ui/states";

export function CasePage() {
  return <PageSkeleton />;
}
