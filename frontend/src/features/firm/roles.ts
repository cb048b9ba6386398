import type { OrganisationKind, Role } from "@/shared/graphql/generated/graphql";

/** The roles that exist in each kind of organisation; the server says so again. */
export const ROLES_OF_KIND: Record<OrganisationKind, readonly Role[]> = {
  SME: ["OWNER", "DEAL_LEAD", "ENGINEER"],
  LARGE_FIRM: ["OWNER", "SCOUT", "DEAL_LEAD", "NAMED_ENGINEER"],
  COORDINATOR_INSTITUTION: [
    "OWNER",
    "VERIFIER",
    "REVIEWER",
    "CASE_COORDINATOR",
    "TREASURER",
    "AUDITOR",
    "OPERATOR",
  ],
};
