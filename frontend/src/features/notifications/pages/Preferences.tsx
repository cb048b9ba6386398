import { PageSkeleton } from "@/shared/ui/states";

export function Preferences() {
  return <PageSkeleton />;
}
