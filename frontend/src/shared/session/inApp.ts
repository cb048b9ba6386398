/** Browsers that live inside a messenger or portal app, told by what they call themselves. */

export interface InApp {
  id: "kakaotalk" | "naver" | "line" | "facebook" | "instagram";
  name: string;
}

const APPS: readonly [RegExp, InApp][] = [
  [/KAKAOTALK/i, { id: "kakaotalk", name: "KakaoTalk" }],
  [/NAVER\(inapp/i, { id: "naver", name: "NAVER" }],
  [/\bLine\//, { id: "line", name: "LINE" }],
  [/FBAN|FBAV/, { id: "facebook", name: "Facebook" }],
  [/Instagram/, { id: "instagram", name: "Instagram" }],
];

/** Find the app whose built-in browser this is. */
export function inAppBrowser(userAgent: string): InApp | null {
  return APPS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}

/** Give the address that hands a page over to the system's browser, where the app has one. */
export function systemBrowserAddress(app: InApp, userAgent: string, href: string): string | null {
  if (app.id === "kakaotalk") {
    return `kakaotalk://web/openExternal?url=${encodeURIComponent(href)}`;
  }
  if (/Android/i.test(userAgent)) {
    const { host, pathname, search, protocol } = new URL(href);
    return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};end`;
  }
  return null;
}
