import { PageSkeleton } from "@/shared/ui/states";

export function Account() {
  return <PageSkeleton />;
}
