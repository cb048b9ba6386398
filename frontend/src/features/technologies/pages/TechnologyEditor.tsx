import { PageSkeleton } from "@/shared/ui/states";

export function TechnologyEditor() {
  return <PageSkeleton />;
}
