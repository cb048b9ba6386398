import { MantineProvider } from "@mantine/core";
import { renderToString } from "react-dom/server";
import { StaticRouter } from "react-router";
import { Client, Provider } from "urql";
import { Pages } from "@/app/Pages";
import { fetchFirstPage, wordsFor } from "@/app/pageFiles";
import { Shell } from "@/app/Shell";
import { resolver, theme } from "@/app/theme";
import { type Language, speakOnly } from "@/shared/i18n/setup";
import { VisitorProvider } from "@/shared/session/session";

/** Nobody is asked anything: the page is drawn as it stands before the first answer. */
const silent = new Client({ url: "/graphql", preferGetMethod: false, exchanges: [] });

export { marketPieces } from "./marketRows";

/** Draw a public page as a visitor finds it before the first answer. */
export async function render(path: string, language: Language): Promise<string> {
  await speakOnly(language, ["public", ...wordsFor(path)]);
  const first = await fetchFirstPage(path);
  if (!first) throw new Error(`There is no page under ${path}.`);
  return renderToString(
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <StaticRouter location={path}>
        <Provider value={silent}>
          <VisitorProvider>
            <Shell>
              <Pages first={first} />
            </Shell>
          </VisitorProvider>
        </Provider>
      </StaticRouter>
    </MantineProvider>,
  );
}
