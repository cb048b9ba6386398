import { PageSkeleton } from "@/shared/ui/states";

export function ResetPassword() {
  return <PageSkeleton />;
}
