import { lazy, type ReactNode, Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { NotFound, PageSkeleton } from "@/shared/ui/states";
import { CrashBoundary } from "./CrashBoundary";

function page<Name extends string>(load: () => Promise<Record<Name, () => ReactNode>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] as () => ReactNode }));
}

const Landing = page(() => import("@/features/guide/pages/Landing"), "Landing");
const Promises = page(() => import("@/features/guide/pages/Promises"), "Promises");
const Glossary = page(() => import("@/features/guide/pages/Glossary"), "Glossary");
const SignIn = page(() => import("@/features/account/pages/SignIn"), "SignIn");
const Market = page(() => import("@/features/technologies/pages/Market"), "Market");
const TechnologyPage = page(
  () => import("@/features/technologies/pages/TechnologyPage"),
  "TechnologyPage",
);
const MyTechnologies = page(
  () => import("@/features/technologies/pages/MyTechnologies"),
  "MyTechnologies",
);
const Reviews = page(() => import("@/features/technologies/pages/Reviews"), "Reviews");
const Demands = page(() => import("@/features/demands/pages/Demands"), "Demands");
const DemandPage = page(() => import("@/features/demands/pages/DemandPage"), "DemandPage");
const Verify = page(() => import("@/features/evidence/pages/Verify"), "Verify");

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
