import type { ComponentType } from "react";
import { matchRoutes } from "react-router";
import type { Client } from "urql";
import { askMarketAhead } from "@/features/technologies/asking";
import type { Part } from "@/shared/i18n/setup";

type PageFile = () => Promise<ComponentType>;

/** Every address and the file of its page, which is fetched when it is first needed. */
export const PAGE_FILES: Readonly<Record<string, PageFile>> = {
  "/": () => import("@/features/guide/pages/Landing").then((file) => file.Landing),
  "/promises": () => import("@/features/guide/pages/Promises").then((file) => file.Promises),
  "/how-it-works": () =>
    import("@/features/guide/pages/HowItWorks").then((file) => file.HowItWorks),
  "/security": () => import("@/features/guide/pages/Safety").then((file) => file.Safety),
  "/glossary": () => import("@/features/guide/pages/Glossary").then((file) => file.Glossary),
  "/verify": () => import("@/features/evidence/pages/Verify").then((file) => file.Verify),
  "/market": () => import("@/features/technologies/pages/Market").then((file) => file.Market),
  "/market/compare": () =>
    import("@/features/technologies/pages/Compare").then((file) => file.Compare),
  "/searches/:id": () =>
    import("@/features/technologies/pages/SearchFinds").then((file) => file.SearchFinds),
  "/words": () => import("@/features/words/pages/Words").then((file) => file.Words),
  "/words/proposals": () =>
    import("@/features/words/pages/Proposals").then((file) => file.Proposals),
  "/words/import": () =>
    import("@/features/words/pages/ImportWords").then((file) => file.ImportWords),
  "/home": () => import("@/features/home/pages/Home").then((file) => file.Home),

  "/tour": () => import("@/features/guide/pages/TourPage").then((file) => file.TourPage),
  "/styleguide": () =>
    import("@/features/styleguide/pages/Styleguide").then((file) => file.Styleguide),

  "/sign-in": () => import("@/features/account/pages/SignIn").then((file) => file.SignIn),
  "/sign-up": () => import("@/features/account/pages/SignUp").then((file) => file.SignUp),
  "/reset-password": () =>
    import("@/features/account/pages/ResetPassword").then((file) => file.ResetPassword),
  "/account": () => import("@/features/account/pages/Account").then((file) => file.Account),
  "/account/security": () =>
    import("@/features/account/pages/Security").then((file) => file.Security),
  "/account/tokens": () => import("@/features/account/pages/Tokens").then((file) => file.Tokens),
  "/account/notifications": () =>
    import("@/features/notifications/pages/Preferences").then((file) => file.Preferences),
  "/notifications": () =>
    import("@/features/notifications/pages/Notifications").then((file) => file.Notifications),
  "/alerts": () => import("@/features/notifications/pages/Alerts").then((file) => file.Alerts),
  "/outbox": () => import("@/features/notifications/pages/Outbox").then((file) => file.Outbox),

  "/join": () => import("@/features/firm/pages/Join").then((file) => file.Join),
  "/firm": () => import("@/features/firm/pages/Firm").then((file) => file.Firm),
  "/firm/members": () => import("@/features/firm/pages/Members").then((file) => file.Members),
  "/firm/barriers": () => import("@/features/firm/pages/Barriers").then((file) => file.Barriers),
  "/firms": () => import("@/features/firm/pages/FirmChecks").then((file) => file.FirmChecks),
  "/firms/:id": () =>
    import("@/features/firm/pages/FirmCheckPage").then((file) => file.FirmCheckPage),
  "/system": () => import("@/features/operator/pages/System").then((file) => file.System),

  "/technologies": () =>
    import("@/features/technologies/pages/MyTechnologies").then((file) => file.MyTechnologies),
  "/technologies/new": () =>
    import("@/features/technologies/pages/TechnologyEditor").then((file) => file.TechnologyEditor),
  "/technologies/:id": () =>
    import("@/features/technologies/pages/TechnologyPage").then((file) => file.TechnologyPage),
  "/technologies/:id/edit": () =>
    import("@/features/technologies/pages/TechnologyEditor").then((file) => file.TechnologyEditor),
  "/technologies/:id/versions": () =>
    import("@/features/technologies/pages/Versions").then((file) => file.Versions),
  "/vault": () => import("@/features/vault/pages/Vault").then((file) => file.Vault),
  "/vault/keys": () => import("@/features/vault/pages/Keys").then((file) => file.Keys),
  "/vault/received": () => import("@/features/vault/pages/Received").then((file) => file.Received),
  "/vault/new": () => import("@/features/vault/pages/SealWhat").then((file) => file.SealWhat),
  "/vault/new/:id": () => import("@/features/vault/pages/SealWhat").then((file) => file.SealWhat),
  "/vault/new/:id/key": () => import("@/features/vault/pages/SealKey").then((file) => file.SealKey),
  "/vault/new/:id/files": () =>
    import("@/features/vault/pages/SealFiles").then((file) => file.SealFiles),
  "/vault/:id": () => import("@/features/vault/pages/DepositPage").then((file) => file.DepositPage),
  "/reviews": () => import("@/features/reviews/pages/ReviewQueue").then((file) => file.ReviewQueue),
  "/reviews/:id": () =>
    import("@/features/reviews/pages/ReviewPage").then((file) => file.ReviewPage),

  "/demands": () => import("@/features/demands/pages/Demands").then((file) => file.Demands),
  "/demands/new": () =>
    import("@/features/demands/pages/DemandEditor").then((file) => file.DemandEditor),
  "/demands/:id": () =>
    import("@/features/demands/pages/DemandPage").then((file) => file.DemandPage),
  "/demands/:id/edit": () =>
    import("@/features/demands/pages/DemandEditor").then((file) => file.DemandEditor),
  "/demands/:id/matches": () =>
    import("@/features/demands/pages/DemandMatches").then((file) => file.DemandMatches),
  "/demands/:id/answers": () =>
    import("@/features/demands/pages/DemandAnswers").then((file) => file.DemandAnswers),

  "/deals": () => import("@/features/deals/pages/Deals").then((file) => file.Deals),
  "/deals/:id": () =>
    import("@/features/deals/pages/DealOverview").then((file) => file.DealOverview),
  "/deals/:id/nda": () => import("@/features/nda/pages/NdaPage").then((file) => file.NdaPage),
  "/deals/:id/payments": () =>
    import("@/features/payments/pages/DealPayments").then((file) => file.DealPayments),
  "/deals/:id/terms": () => import("@/features/terms/pages/Terms").then((file) => file.Terms),
  "/deals/:id/terms/write": () =>
    import("@/features/terms/pages/WriteTerms").then((file) => file.WriteTerms),
  "/deals/:id/contract": () =>
    import("@/features/terms/pages/ContractPage").then((file) => file.ContractPage),
  "/deals/:id/documents/:doc": () =>
    import("@/features/viewer/pages/DocumentPage").then((file) => file.DocumentPage),
  "/deals/:id/records": () =>
    import("@/features/deals/pages/DealRecords").then((file) => file.DealRecords),
  "/deals/:id/messages": () =>
    import("@/features/rooms/pages/Messages").then((file) => file.Messages),
  "/payments": () =>
    import("@/features/payments/pages/TreasuryDesk").then((file) => file.TreasuryDesk),
  "/payments/:id": () =>
    import("@/features/payments/pages/PaymentPage").then((file) => file.PaymentPage),
  "/statements": () =>
    import("@/features/payments/pages/Statements").then((file) => file.Statements),
  "/statements/:id": () =>
    import("@/features/payments/pages/StatementPage").then((file) => file.StatementPage),
  "/deals/:id/documents": () =>
    import("@/features/rooms/pages/Documents").then((file) => file.Documents),
  "/deals/:id/documents/requests/:request": () =>
    import("@/features/rooms/pages/RequestPage").then((file) => file.RequestPage),
  "/documents": () =>
    import("@/features/rooms/pages/ReadableDocuments").then((file) => file.ReadableDocuments),
  "/questions": () => import("@/features/rooms/pages/Questions").then((file) => file.Questions),
  "/today": () => import("@/features/cases/pages/Today").then((file) => file.Today),
  "/today/report": () =>
    import("@/features/cases/pages/MonthReport").then((file) => file.MonthReport),
  "/today/notes": () => import("@/features/cases/pages/CaseNotes").then((file) => file.CaseNotes),
  "/cases": () => import("@/features/cases/pages/Cases").then((file) => file.Cases),
  "/cases/:id": () => import("@/features/cases/pages/CasePage").then((file) => file.CasePage),
  "/records": () => import("@/features/records/pages/Records").then((file) => file.Records),
  "/records/:id": () => import("@/features/records/pages/Records").then((file) => file.Records),
};

/** What stands around every page whose address begins alike, and stays while they change. */
export const FRAME_FILES: Readonly<Record<string, PageFile>> = {
  "/deals/:id": () => import("@/features/deals/pages/DealFrame").then((file) => file.DealFrame),
};

/** Name the frame that a page's address stands in, if any. */
export function frameOf(path: string): string | null {
  const inside = (frame: string) => path === frame || path.startsWith(`${frame}/`);
  return Object.keys(FRAME_FILES).find(inside) ?? null;
}

const ADDRESSES = Object.keys(PAGE_FILES).map((path) => ({ path }));

/** Pages that are there for everybody, but with the words of those who have signed in. */
const FOR_ALL = [
  "/sign-in",
  "/sign-up",
  "/reset-password",
  "/technologies/:id",
  "/market/compare",
  "/outbox",
  "/words",
];
/** Pages that need no sign-in, nor the words of those that do; signing in itself does. */
const OPEN = ["/verify", "/market"];
/** Open too, and with long texts of their own. */
const EXPLAINING = ["/", "/how-it-works", "/promises", "/security", "/glossary"];

function addressOf(pathname: string): string | undefined {
  return matchRoutes(ADDRESSES, pathname)?.[0]?.route.path;
}

/** Whether a page is the same for everybody, or at least there for everybody. */
export function isOpen(pathname: string): boolean {
  const address = addressOf(pathname) ?? "";
  return [...OPEN, ...EXPLAINING, ...FOR_ALL].includes(address);
}

/** Name the words that the page of an address needs beside those of every page. */
export function wordsFor(pathname: string): Part[] {
  const address = addressOf(pathname) ?? "/verify";
  if (EXPLAINING.includes(address)) return ["guide"];
  return OPEN.includes(address) ? [] : ["work"];
}

/** What the page of an address will ask first, where that can be asked before it stands. */
const QUESTIONS: Readonly<Record<string, (client: Client, search: string) => Promise<void>>> = {
  "/market": askMarketAhead,
};

/** A page that is there before anything is drawn. */
export interface FirstPage {
  path: string;
  Page: ComponentType;
}

/** Fetch the page of an address; null where it has none, or where it does not come. */
export async function fetchFirstPage(pathname: string): Promise<FirstPage | null> {
  const path = addressOf(pathname);
  const fetchFile = path && PAGE_FILES[path];
  if (!fetchFile) return null;
  FRAME_FILES[frameOf(path) ?? ""]?.().catch(() => undefined);
  // A failure shows again, with its words, where the page is drawn.
  return fetchFile().then(
    (Page) => ({ path, Page }),
    () => null,
  );
}

/** Ask what the page of an address will ask, beside its file instead of after it. */
export async function askFirstQuestions(
  client: Client,
  { pathname, search }: Location,
): Promise<void> {
  await QUESTIONS[addressOf(pathname) ?? ""]?.(client, search).catch(() => undefined);
}
