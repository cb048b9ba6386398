import { lazy } from "react";
import { wantWorkWords } from "@/shared/i18n/setup";

// Both come with their words when somebody asks for them: the market's first load is for visitors.
export const SavedPanel = lazy(async () => {
  const [file] = await Promise.all([import("./SavedPanel"), wantWorkWords()]);
  return { default: file.SavedPanel };
});

export const DocumentSearch = lazy(async () => {
  const [file] = await Promise.all([import("./DocumentSearch"), wantWorkWords()]);
  return { default: file.DocumentSearch };
});
