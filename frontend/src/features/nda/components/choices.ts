import type { DealNdasQuery } from "@/shared/graphql/generated/graphql";

/** What the firms of a deal have to choose from: members to name, and sealed files to annex. */
export type Choices = NonNullable<DealNdasQuery["ndaChoices"]>;
