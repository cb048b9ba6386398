import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import type { CombinedError } from "urql";
import { ViewerDocument, type ViewerQuery } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { expectPerson } from "@/shared/graphql/presence";
import { adoptAccountLanguage } from "@/shared/i18n/setup";
import { signOut as endSession } from "./allauth";
import { followOthersOut, leaveForGood } from "./leaving";

export type Viewer = NonNullable<ViewerQuery["viewer"]>;

interface Session {
  viewer: Viewer | null;
  loading: boolean;
  /** Why it is not known who looks. */
  error: CombinedError | undefined;
  again: () => void;
  /** Forget everything that was fetched for the person before. */
  restart: () => void;
  /** End the session everywhere in this browser; the page is loaded anew, knowing nothing. */
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({
  restart,
  children,
}: {
  restart: () => void;
  children: ReactNode;
}) {
  const [{ data, fetching, error, stale }, again] = useTypedQuery(ViewerDocument, {});
  const viewer = data?.viewer ?? null;
  useEffect(() => {
    if (viewer) expectPerson(true);
  }, [viewer]);
  const language = viewer?.language;
  useEffect(() => {
    if (language) adoptAccountLanguage(language === "KO" ? "ko" : "en");
  }, [language]);
  const here = useRef(false);
  here.current = viewer !== null;
  useEffect(() => followOthersOut(() => here.current), []);
  const latest = useRef(again);
  latest.current = again;
  const session = useMemo<Session>(
    () => ({
      viewer,
      loading: fetching && !stale,
      error,
      again: () => latest.current(),
      restart,
      signOut: async () => {
        expectPerson(false);
        try {
          await endSession();
        } catch (failure) {
          expectPerson(true);
          throw failure;
        }
        leaveForGood();
      },
    }),
    [viewer, fetching, stale, error, restart],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

const VISITOR: Session = {
  viewer: null,
  loading: false,
  error: undefined,
  again: () => undefined,
  restart: () => undefined,
  signOut: async () => undefined,
};

/** Nobody has signed in, and nobody is asked: for pages that are drawn before they are sent. */
export function VisitorProvider({ children }: { children: ReactNode }) {
  return <SessionContext value={VISITOR}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a SessionProvider above it.");
  return session;
}
