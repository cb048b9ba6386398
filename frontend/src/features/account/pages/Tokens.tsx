import { PageSkeleton } from "@/shared/ui/states";

export function Tokens() {
  return <PageSkeleton />;
}
