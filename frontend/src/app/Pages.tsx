import { lazy, Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { NotFound, PageSkeleton } from "@/shared/ui/states";
import { CrashBoundary } from "./CrashBoundary";
import { PAGE_FILES } from "./pageFiles";

const PAGES = Object.entries(PAGE_FILES).map(([path, fetchFile]) => ({
  path,
  Page: lazy(async () => ({ default: await fetchFile() })),
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
