import type { i18n as Words } from "i18next";
import { useEffect, useState } from "react";
import { type Language, wordsOf } from "@/shared/i18n/setup";
import { NotFound, PageSkeleton } from "@/shared/ui/states";
import { PARTS } from "../components/parts";
import { Sheet } from "../components/Sheet";
import { SAMPLES } from "../samples";
import styles from "./Styleguide.module.css";

const LANGUAGES: readonly Language[] = ["ko", "en"];
const SCHEMES = ["light", "dark"] as const;

/** Whether the server has this page at all, which only one for developers has. */
async function isOpen(signal: AbortSignal): Promise<boolean> {
  const { ok } = await fetch("/styleguide", { method: "HEAD", signal });
  return ok;
}

/**
 * Let the page around the sheets be light: a light sheet in a dark page takes the dark rules of
 * its surroundings, while a dark one in a light page has its own after them.
 */
function useLightAround(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset.mantineColorScheme;
    dataset.mantineColorScheme = "light";
    return () => {
      if (before) dataset.mantineColorScheme = before;
    };
  }, []);
}

/** Each part in every state, in both languages and schemes side by side. */
export function Styleguide() {
  useLightAround();
  const [words, setWords] = useState<Record<Language, Words> | "closed" | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    async function begin() {
      if (!(await isOpen(stop.signal))) return setWords("closed");
      const [ko, en] = await Promise.all(LANGUAGES.map(wordsOf));
      if (ko && en) setWords({ ko, en });
    }
    begin().catch(() => undefined);
    return () => stop.abort();
  }, []);
  if (words === null) return <PageSkeleton />;
  if (words === "closed") return <NotFound />;
  return (
    <div className={styles.page}>
      <title>Styleguide · Sealbridge</title>
      <h1>Styleguide</h1>
      {PARTS.map(({ name, draw }) => (
        <section key={name} className={styles.part}>
          <h2>{name}</h2>
          <div className={styles.sheets}>
            {LANGUAGES.flatMap((language) =>
              SCHEMES.map((scheme) => (
                <Sheet key={`${language}-${scheme}`} scheme={scheme} words={words[language]}>
                  {draw(SAMPLES[language])}
                </Sheet>
              )),
            )}
          </div>
        </section>
      ))}
    </div>
  );
}
