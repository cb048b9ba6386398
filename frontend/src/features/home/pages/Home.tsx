import { PageSkeleton } from "@/shared/ui/states";

export function Home() {
  return <PageSkeleton />;
}
