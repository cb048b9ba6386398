import "./styles";
import { createRoot } from "react-dom/client";
import { createClient } from "@/shared/graphql/client";
import { ViewerDocument } from "@/shared/graphql/generated/graphql";
import { askAhead } from "@/shared/graphql/operations";
import { startWords } from "@/shared/i18n/setup";
import { App } from "./App";
import { fetchFirstPage, wordsFor } from "./pageFiles";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the application.");
const client = createClient();
askAhead(client, ViewerDocument, {});
fetchFirstPage(client, window.location);
await startWords(["public", ...wordsFor(window.location.pathname)]);
createRoot(root).render(<App first={client} />);
