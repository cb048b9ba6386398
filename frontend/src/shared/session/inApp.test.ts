import { expect, it } from "vitest";
import { inAppBrowser, systemBrowserAddress } from "./inApp";

const PHONE = "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 Chrome/126.0";

it("knows the browsers inside KakaoTalk and NAVER, and no others by mistake", () => {
  expect(inAppBrowser(`${PHONE} KAKAOTALK 10.8.3`)?.id).toBe("kakaotalk");
  expect(inAppBrowser(`${PHONE} NAVER(inapp; search; 1010; 12.7.2)`)?.id).toBe("naver");
  expect(inAppBrowser(PHONE)).toBeNull();
  expect(inAppBrowser("Mozilla/5.0 (Windows NT 10.0) Whale/3.26 Safari/537.36")).toBeNull();
});

it("hands the page over to the system's browser where the app can", () => {
  const here = "https://market.example/sign-up?next=%2Fjoin";
  const kakao = { id: "kakaotalk", name: "KakaoTalk" } as const;
  const naver = { id: "naver", name: "NAVER" } as const;
  expect(systemBrowserAddress(kakao, PHONE, here)).toBe(
    `kakaotalk://web/openExternal?url=${encodeURIComponent(here)}`,
  );
  expect(systemBrowserAddress(naver, PHONE, here)).toBe(
    "intent://market.example/sign-up?next=%2Fjoin#Intent;scheme=https;end",
  );
  expect(systemBrowserAddress(naver, "iPhone", here)).toBeNull();
});
