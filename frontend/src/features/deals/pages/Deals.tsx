import { PageSkeleton } from "@/shared/ui/states";

export function Deals() {
  return <PageSkeleton />;
}
