import { lazy, Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { wantWorkWords } from "@/shared/i18n/setup";
import { NotFound, PageSkeleton } from "@/shared/ui/states";
import { CrashBoundary } from "./CrashBoundary";
import { needsWorkWords, PAGE_FILES } from "./pageFiles";

const PAGES = Object.entries(PAGE_FILES).map(([path, fetchFile]) => ({
  path,
  Page: lazy(async () => {
    const [Page] = await Promise.all([fetchFile(), needsWorkWords(path) ? wantWorkWords() : null]);
    return { default: Page };
  }),
}));

/** Every address of the application. */
export function Pages() {
  const { pathname } = useLocation();
  return (
    <CrashBoundary key={pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <Routes>
          {PAGES.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </CrashBoundary>
  );
}
