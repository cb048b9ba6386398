import { PageSkeleton } from "@/shared/ui/states";

export function Versions() {
  return <PageSkeleton />;
}
