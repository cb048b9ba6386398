import { type ComponentType, lazy, Suspense } from "react";
import { matchPath, Outlet, Route, Routes, useLocation, useOutletContext } from "react-router";
import { wantWords } from "@/shared/i18n/setup";
import { useSession } from "@/shared/session/session";
import { ErrorState, NotFound, PageSkeleton } from "@/shared/ui/states";
import { CrashBoundary } from "./CrashBoundary";
import { type FirstPage, FRAME_FILES, frameOf, isOpen, PAGE_FILES, wordsFor } from "./pageFiles";

function fetched(path: string, fetchFile: () => Promise<ComponentType>) {
  return lazy(async () => {
    const [Page] = await Promise.all([fetchFile(), wantWords(wordsFor(path))]);
    return { default: Page };
  });
}

const PAGES = Object.entries(PAGE_FILES).map(([path, fetchFile]) => ({
  path,
  frame: frameOf(path),
  Page: fetched(path, fetchFile),
}));
const FRAMES = Object.entries(FRAME_FILES).map(([path, fetchFile]) => ({
  path,
  Frame: fetched(path, fetchFile),
}));

/** Every address of the application; the first page does not have to be fetched again. */
export function Pages({ first }: { first: FirstPage | null }) {
  const routesIn = (frame: string | null) =>
    PAGES.filter((page) => page.frame === frame).map(({ path, Page }) => (
      <Route key={path} path={path} element={path === first?.path ? <first.Page /> : <Page />} />
    ));
  return (
    <Routes>
      <Route element={<Kept of={standingFor} />}>
        {FRAMES.map(({ path, Frame }) => (
          <Route key={path} element={<Frame />}>
            <Route element={<Kept of={(pathname) => pathname} />}>{routesIn(path)}</Route>
          </Route>
        ))}
        {routesIn(null)}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

/** A frame stays while the pages in it change; any other address stands for itself. */
function standingFor(pathname: string): string {
  const found = FRAMES.map(({ path }) => matchPath({ path, end: false }, pathname)).find(Boolean);
  return found?.pathname ?? pathname;
}

/** Whatever breaks or is still on its way takes the place of the page alone. */
function Kept({ of }: { of: (pathname: string) => string }) {
  const { pathname } = useLocation();
  const { viewer, error, again } = useSession();
  // What a frame hands to its pages passes through.
  const handed: unknown = useOutletContext();
  // Not to know who looks is something else than a visitor.
  if (error && !viewer && !isOpen(pathname))
    return <ErrorState error={error} retry={again} whole />;
  return (
    <CrashBoundary key={of(pathname)}>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet context={handed} />
      </Suspense>
    </CrashBoundary>
  );
}
