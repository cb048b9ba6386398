import { PageSkeleton } from "@/shared/ui/states";

export function FirmCheckPage() {
  return <PageSkeleton />;
}
