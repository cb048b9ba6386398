import { Navigate } from "react-router";
import { useSession, type Viewer } from "@/shared/session/session";
import { PageSkeleton } from "@/shared/ui/states";
import { AuditorHome } from "../components/AuditorHome";
import { FirmHome } from "../components/FirmHome";
import { InstitutionHome } from "../components/InstitutionHome";

/** Where a person whose work has its own start page is led; null for this one. */
function elsewhere(viewer: Viewer): string | null {
  const { organisation } = viewer;
  if (!organisation) return "/join";
  if (organisation.kind !== "COORDINATOR_INSTITUTION") return null;
  if (viewer.canRunCases || viewer.canAssignCases) return "/today";
  const decides = viewer.canReviewTechnologies || viewer.canVerifyFirms;
  if (decides || viewer.roles.includes("TREASURER")) return null;
  if (viewer.roles.includes("AUDITOR")) return null;
  if (viewer.canOperate) return "/system";
  return viewer.canReadRecords ? "/records" : null;
}

/** The start page: what waits for you, what waits for others, then figures. */
export function Home() {
  const { viewer, loading } = useSession();
  if (loading) return <PageSkeleton />;
  if (!viewer) return <Navigate to="/sign-in?next=%2Fhome" replace />;
  const to = elsewhere(viewer);
  if (to) return <Navigate to={to} replace />;
  const kind = viewer.organisation?.kind;
  if (kind === "SME" || kind === "LARGE_FIRM") return <FirmHome viewer={viewer} kind={kind} />;
  const works = viewer.canReviewTechnologies || viewer.canVerifyFirms;
  if (viewer.roles.includes("AUDITOR") && !works && !viewer.roles.includes("TREASURER")) {
    return <AuditorHome viewer={viewer} />;
  }
  return <InstitutionHome viewer={viewer} />;
}
