import "./styles";
import { createRoot } from "react-dom/client";
import { startWords } from "@/shared/i18n/setup";
import { App } from "./App";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the application.");
await startWords();
createRoot(root).render(<App />);
