import { PageSkeleton } from "@/shared/ui/states";

export function SignUp() {
  return <PageSkeleton />;
}
