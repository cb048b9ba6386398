import "./styles";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createClient } from "@/shared/graphql/client";
import { ViewerDocument } from "@/shared/graphql/generated/graphql";
import { askAhead } from "@/shared/graphql/operations";
import { startWords } from "@/shared/i18n/setup";
import { App } from "./App";
import { askFirstQuestions, fetchFirstPage, wordsFor } from "./pageFiles";
import { takenOver } from "./takenOver";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the application.");
const client = createClient();
const page = fetchFirstPage(window.location.pathname);
const answers = Promise.all([
  askAhead(client, ViewerDocument, {}),
  askFirstQuestions(client, window.location),
]);
await startWords(["public", ...wordsFor(window.location.pathname)]);
if (root.hasAttribute("data-sent")) {
  const first = await page;
  await takenOver(root, answers, () =>
    flushSync(() => createRoot(root).render(<App first={client} page={first} />)),
  );
} else {
  createRoot(root).render(<App first={client} page={null} />);
}
