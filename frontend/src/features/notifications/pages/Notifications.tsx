import { PageSkeleton } from "@/shared/ui/states";

export function Notifications() {
  return <PageSkeleton />;
}
