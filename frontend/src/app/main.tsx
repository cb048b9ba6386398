import "./styles";
import { createRoot } from "react-dom/client";
import { startWords } from "@/shared/i18n/setup";
import { App } from "./App";
import { fetchFirstPage } from "./pageFiles";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the application.");
fetchFirstPage(window.location.pathname);
await startWords();
createRoot(root).render(<App />);
