import { lazy } from "react";
import { wantWorkWords } from "@/shared/i18n/setup";

// Both come with their words when somebody asks for them: the market's first load is for visitors.
export const SavedSearches = lazy(async () => {
  const [file] = await Promise.all([import("./SavedSearches"), wantWorkWords()]);
  return { default: file.SavedSearches };
});

export const DocumentSearch = lazy(async () => {
  const [file] = await Promise.all([import("./DocumentSearch"), wantWorkWords()]);
  return { default: file.DocumentSearch };
});
