import { MantineProvider } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { BrowserRouter } from "react-router";
import { type Client, Provider } from "urql";
import { createClient } from "@/shared/graphql/client";
import { expectPerson } from "@/shared/graphql/presence";
import { SessionProvider } from "@/shared/session/session";
import { CrashBoundary } from "./CrashBoundary";
import { Pages } from "./Pages";
import type { FirstPage } from "./pageFiles";
import { Shell } from "./Shell";
import { resolver, theme } from "./theme";

/** Put the providers around the pages; signing in or out starts with an empty cache. */
export function App({ first, page }: { first: Client; page: FirstPage | null }) {
  const [stretch, setStretch] = useState(0);
  const restart = useCallback(() => {
    expectPerson(false);
    setStretch((before) => before + 1);
  }, []);
  const client = useMemo(() => (stretch === 0 ? first : createClient()), [first, stretch]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <CrashBoundary>
        <BrowserRouter>
          <Provider value={client}>
            <SessionProvider restart={restart}>
              <Shell>
                <Pages first={page} />
              </Shell>
            </SessionProvider>
          </Provider>
        </BrowserRouter>
      </CrashBoundary>
    </MantineProvider>
  );
}
