import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "ko" | "en";
// A cookie, because the server sends the public pages in the chosen language.
const KEPT = "sealbridge_language";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

function kept(): Language | null {
  const found = document.cookie.match(`(?:^|; )${KEPT}=(ko|en)(?:;|$)`);
  return (found?.[1] as Language | undefined) ?? null;
}

function keep(language: Language): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
  document.cookie = `${KEPT}=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}

/** Find the first of the browser's languages that the product speaks. */
export function browserLanguage(languages: readonly string[]): Language | null {
  for (const each of languages) {
    if (/^ko\b/i.test(each)) return "ko";
    if (/^en\b/i.test(each)) return "en";
  }
  return null;
}

/** The language that a person finds before choosing one: the last chosen, else the browser's. */
export function languageAtFirst(): Language {
  return kept() ?? browserLanguage(navigator.languages) ?? "ko";
}

export type Part = "public" | "guide" | "work";
type Words = Record<string, object>;
const FILES: Record<Language, Record<Part, () => Promise<{ default: Words }>>> = {
  ko: {
    public: () => import("./ko"),
    guide: () => import("./ko/guide"),
    work: () => import("./ko/work"),
  },
  en: {
    public: () => import("./en"),
    guide: () => import("./en/guide"),
    work: () => import("./en/work"),
  },
};
const wanted = new Set<Part>(["public"]);
const loaded = new Set<string>();

async function load(language: Language): Promise<void> {
  await Promise.all(
    [...wanted].map(async (part) => {
      if (loaded.has(`${language} ${part}`)) return;
      const { default: words } = await FILES[language][part]();
      for (const [namespace, texts] of Object.entries(words)) {
        i18next.addResourceBundle(language, namespace, texts);
      }
      loaded.add(`${language} ${part}`);
    }),
  );
}

async function speak(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
}

async function show(language: Language): Promise<void> {
  await speak(language);
  document.documentElement.lang = language;
}

/** Fetch more of the words, from now on in every language. */
export async function wantWords(parts: readonly Part[]): Promise<void> {
  for (const part of parts) wanted.add(part);
  await load(i18next.language as Language);
}

/** The words of the pages for people at work. */
export function wantWorkWords(): Promise<void> {
  return wantWords(["work"]);
}

/** The words that explain the product. */
export function wantGuideWords(): Promise<void> {
  return wantWords(["guide"]);
}

/** Speak one language where there is no browser: for pages that are drawn before they are sent. */
export async function speakOnly(language: Language, parts: readonly Part[]): Promise<void> {
  for (const part of parts) wanted.add(part);
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      defaultNS: "common",
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }
  await speak(language);
}

/** Begin with the first language and the words that the first page needs. */
export async function startWords(
  parts: readonly Part[] = ["public", "guide", "work"],
): Promise<void> {
  const language = languageAtFirst();
  await speakOnly(language, parts);
  document.documentElement.lang = language;
}

/** Every word of one language, whatever the page is in. */
export async function wordsOf(language: Language): Promise<i18n> {
  for (const part of ["guide", "work"] as const) wanted.add(part);
  await load(language);
  return i18next.cloneInstance({ lng: language });
}

/** Switch by the person's own hand; the choice is kept in this browser. */
export async function switchLanguage(language: Language): Promise<void> {
  keep(language);
  await show(language);
}

/** Follow the account's language where neither the person nor the browser has said one. */
export function adoptAccountLanguage(language: Language): void {
  const said = kept() ?? browserLanguage(navigator.languages);
  if (!said && i18next.language !== language) void show(language);
}
