import "./styles";
import { createRoot } from "react-dom/client";
import { startWords } from "@/shared/i18n/setup";
import { App } from "./App";
import { fetchFirstPage, wordsFor } from "./pageFiles";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the application.");
const { pathname } = window.location;
fetchFirstPage(pathname);
await startWords(["public", ...wordsFor(pathname)]);
createRoot(root).render(<App />);
