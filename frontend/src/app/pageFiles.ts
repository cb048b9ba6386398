/** The file of each page; a page is fetched when it is first needed. */
export const PAGE_FILES = {
  landing: () => import("@/features/guide/pages/Landing"),
  promises: () => import("@/features/guide/pages/Promises"),
  glossary: () => import("@/features/guide/pages/Glossary"),
  signIn: () => import("@/features/account/pages/SignIn"),
  market: () => import("@/features/technologies/pages/Market"),
  technology: () => import("@/features/technologies/pages/TechnologyPage"),
  myTechnologies: () => import("@/features/technologies/pages/MyTechnologies"),
  reviews: () => import("@/features/technologies/pages/Reviews"),
  demands: () => import("@/features/demands/pages/Demands"),
  demand: () => import("@/features/demands/pages/DemandPage"),
  verify: () => import("@/features/evidence/pages/Verify"),
} as const;

const FIRST: readonly [RegExp, keyof typeof PAGE_FILES][] = [
  [/^\/$/, "landing"],
  [/^\/market$/, "market"],
  [/^\/technologies\/[^/]+$/, "technology"],
  [/^\/demands\/[^/]+$/, "demand"],
  [/^\/verify$/, "verify"],
  [/^\/sign-in$/, "signIn"],
];

/** Begin to fetch the page of an address at once, beside the words instead of after them. */
export function fetchFirstPage(pathname: string): void {
  const name = FIRST.find(([pattern]) => pattern.test(pathname))?.[1];
  // A failure shows again, with its words, where the page is drawn.
  if (name) PAGE_FILES[name]().catch(() => undefined);
}
