import { lazy, Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { NotFound, PageSkeleton } from "@/shared/ui/states";
import { CrashBoundary } from "./CrashBoundary";
import { PAGE_FILES } from "./pageFiles";

const Landing = lazy(() => PAGE_FILES.landing().then((file) => ({ default: file.Landing })));
const Promises = lazy(() => PAGE_FILES.promises().then((file) => ({ default: file.Promises })));
const Glossary = lazy(() => PAGE_FILES.glossary().then((file) => ({ default: file.Glossary })));
const SignIn = lazy(() => PAGE_FILES.signIn().then((file) => ({ default: file.SignIn })));
const Market = lazy(() => PAGE_FILES.market().then((file) => ({ default: file.Market })));
const TechnologyPage = lazy(() =>
  PAGE_FILES.technology().then((file) => ({ default: file.TechnologyPage })),
);
const MyTechnologies = lazy(() =>
  PAGE_FILES.myTechnologies().then((file) => ({ default: file.MyTechnologies })),
);
const Reviews = lazy(() => PAGE_FILES.reviews().then((file) => ({ default: file.Reviews })));
const Demands = lazy(() => PAGE_FILES.demands().then((file) => ({ default: file.Demands })));
const DemandPage = lazy(() => PAGE_FILES.demand().then((file) => ({ default: file.DemandPage })));
const Verify = lazy(() => PAGE_FILES.verify().then((file) => ({ default: file.Verify })));

/** Every address of the application. */
export function Pages() {
  const { pathname } = useLocation();
  return (
    <CrashBoundary key={pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <Routes>
          <Route path="/" element={<Landing />} />
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="/market" element={<Market />} />
          <Route path="/technologies" element={<MyTechnologies />} />
          <Route path="/technologies/:id" element={<TechnologyPage />} />
          <Route path="/demands" element={<Demands />} />
          <Route path="/demands/:id" element={<DemandPage />} />
          <Route path="/reviews" element={<Reviews />} />
          <Route path="/verify" element={<Verify />} />
          <Route path="/promises" element={<Promises />} />
          <Route path="/glossary" element={<Glossary />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </CrashBoundary>
  );
}
