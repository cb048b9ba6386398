/** Terms as they are typed: from a version, to the server, what lacks, and as flat texts. */
import type {
  Currency,
  Exclusivity,
  TermsInput,
  TransferMode,
} from "@/shared/graphql/generated/graphql";
import { readMoney, typedMoney } from "@/shared/lib/typedMoney";
import type { Version } from "../components/versions";

export interface TypedMilestone {
  /** Tells it from the others while they change places. */
  key: string;
  title: string;
  amount: string;
  dueOn: string;
  delivery: string;
  documents: string[];
  depositRelease: boolean;
}

export interface TypedTerms {
  mode: TransferMode | "";
  exclusivity: Exclusivity | "";
  field: string;
  territory: string;
  /** Typed months; empty with `endless` for good. */
  months: string;
  endless: boolean;
  currency: Currency;
  upfront: string;
  royalty: string;
  note: string;
  milestones: TypedMilestone[];
}

export const EMPTY: TypedTerms = {
  mode: "",
  exclusivity: "",
  field: "",
  territory: "",
  months: "",
  endless: false,
  currency: "KRW",
  upfront: "",
  royalty: "",
  note: "",
  milestones: [],
};

export const MILESTONES_MOST = 12;
const PARTS = ["title", "amountMinor", "dueOn", "delivery", "documents"] as const;

/** Every field of the form by the server's name. */
export const FIELDS: readonly string[] = [
  "mode",
  "exclusivity",
  "field",
  "territory",
  "months",
  "currency",
  "upfrontMinor",
  "royaltyBasisPoints",
  "note",
  "milestones",
  ...Array.from({ length: MILESTONES_MOST }, (_, at) =>
    PARTS.map((part) => `milestones.${at}.${part}`),
  ).flat(),
];

export function emptyMilestone(): TypedMilestone {
  return {
    key: crypto.randomUUID(),
    title: "",
    amount: "",
    dueOn: "",
    delivery: "",
    documents: [],
    depositRelease: false,
  };
}

/** Write a version as it would have been typed. */
export function typedOf(version: Version): TypedTerms {
  const { currency } = version;
  return {
    mode: version.mode,
    exclusivity: version.exclusivity,
    field: version.field,
    territory: version.territory,
    months: version.months ? String(version.months) : "",
    endless: version.months == null,
    currency,
    upfront: version.upfrontMinor === "0" ? "0" : typedMoney(version.upfrontMinor, currency),
    royalty: version.royaltyBasisPoints ? String(version.royaltyBasisPoints / 100) : "",
    note: version.note,
    milestones: version.milestones.map((each) => ({
      key: each.id,
      title: each.title,
      amount: typedMoney(each.amountMinor, currency),
      dueOn: each.dueOn,
      delivery: each.delivery,
      documents: [...each.documents],
      depositRelease: each.depositRelease,
    })),
  };
}

/** Read a typed share such as "2.5" or "2.5 %" as hundredths of a per cent; null when it is none. */
export function basisPoints(typed: string): number | null {
  const text = typed.replace("%", "").trim().replace(",", ".");
  if (text === "") return 0;
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null;
  return Math.round(Number(text) * 100);
}

function upfrontOf({ upfront, currency }: TypedTerms): string | null {
  return upfront.trim() === "" ? "0" : readMoney(upfront, currency);
}

export type Fault = "required" | "amount" | "months" | "royalty";

/** Find what cannot be sent, by the server's field names, in the order of the form. */
export function faultsIn(typed: TypedTerms): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  const needed = (field: string, value: string) => {
    if (value.trim() === "") faults.set(field, "required");
  };
  needed("mode", typed.mode);
  needed("exclusivity", typed.exclusivity);
  needed("field", typed.field);
  needed("territory", typed.territory);
  if (!typed.endless) {
    needed("months", typed.months);
    if (typed.months.trim() !== "" && !/^\d{1,4}$/.test(typed.months.trim())) {
      faults.set("months", "months");
    }
  }
  if (upfrontOf(typed) === null) faults.set("upfrontMinor", "amount");
  for (const [at, each] of typed.milestones.entries()) {
    const place = `milestones.${at}`;
    needed(`${place}.title`, each.title);
    needed(`${place}.amountMinor`, each.amount);
    if (each.amount.trim() !== "" && readMoney(each.amount, typed.currency) === null) {
      faults.set(`${place}.amountMinor`, "amount");
    }
    needed(`${place}.dueOn`, each.dueOn);
    needed(`${place}.delivery`, each.delivery);
  }
  if (basisPoints(typed.royalty) === null) faults.set("royaltyBasisPoints", "royalty");
  return faults;
}

/** Give the terms to the server; null while something cannot be read. */
export function inputOf(typed: TypedTerms): TermsInput | null {
  const { mode, exclusivity, currency } = typed;
  const upfrontMinor = upfrontOf(typed);
  const royalty = basisPoints(typed.royalty);
  if (!mode || !exclusivity || upfrontMinor === null || royalty === null) return null;
  if (faultsIn(typed).size > 0) return null;
  return {
    mode,
    exclusivity,
    currency,
    upfrontMinor,
    field: typed.field,
    territory: typed.territory,
    months: typed.endless ? null : Number(typed.months),
    royaltyBasisPoints: royalty,
    note: typed.note,
    milestones: typed.milestones.map((each) => ({
      title: each.title,
      amountMinor: readMoney(each.amount, currency) ?? "0",
      dueOn: each.dueOn,
      delivery: each.delivery,
      documents: each.documents,
      depositRelease: each.depositRelease,
    })),
  };
}

/** Show what is typed as a version, as far as it can be read, for a preview beside the form. */
export function previewOf(typed: TypedTerms, like: Partial<Version> = {}): Version {
  return {
    id: "preview",
    number: 0,
    side: "SELLER",
    by: "",
    contentSha256: "",
    createdAt: "",
    ...like,
    mode: typed.mode || "LICENCE",
    exclusivity: typed.exclusivity || "NON_EXCLUSIVE",
    field: typed.field.trim(),
    territory: typed.territory.trim(),
    months: typed.endless ? null : Number(typed.months) || null,
    currency: typed.currency,
    upfrontMinor: upfrontOf(typed) ?? "0",
    royaltyBasisPoints: basisPoints(typed.royalty) ?? 0,
    note: typed.note.trim(),
    milestones: typed.milestones.map((each) => ({
      id: each.key,
      title: each.title.trim(),
      amountMinor: readMoney(each.amount, typed.currency) ?? "0",
      dueOn: each.dueOn,
      delivery: each.delivery.trim(),
      documents: each.documents,
      depositRelease: each.depositRelease,
    })),
  };
}

const TEXTS = ["mode", "exclusivity", "field", "territory", "royalty", "note"] as const;
type TextField = (typeof TEXTS)[number];
const isText = (field: string): field is TextField => TEXTS.some((each) => each === field);

/** The fields of the form by the names that `flatten` and `combine` use. */
export type FlatField = TextField | "term" | "money" | "milestones";

/** Two typed terms as flat texts, so that they can be laid side by side. */
export function flatten(
  typed: TypedTerms,
  say: { months: (months: string) => string; endless: string; release: string },
): Record<FlatField, string> {
  const milestones = typed.milestones.map((each, at) =>
    [
      `${at + 1}. ${each.title}`,
      `${typed.currency} ${each.amount}, ${each.dueOn}`,
      each.delivery,
      ...(each.depositRelease ? [say.release] : []),
    ].join("\n"),
  );
  return {
    mode: typed.mode,
    exclusivity: typed.exclusivity,
    field: typed.field,
    territory: typed.territory,
    term: typed.endless ? say.endless : say.months(typed.months),
    money: `${typed.currency} ${typed.upfront}`,
    royalty: typed.royalty,
    note: typed.note,
    milestones: milestones.join("\n\n"),
  };
}

/** Take the named fields of another text into one's own. */
export function combine(
  mine: TypedTerms,
  theirs: TypedTerms,
  fields: ReadonlySet<string>,
): TypedTerms {
  const chosen = { ...mine };
  for (const field of fields) {
    if (isText(field)) Object.assign(chosen, { [field]: theirs[field] });
    else if (field === "term") {
      chosen.months = theirs.months;
      chosen.endless = theirs.endless;
    } else if (field === "money") {
      chosen.currency = theirs.currency;
      chosen.upfront = theirs.upfront;
    } else if (field === "milestones") chosen.milestones = theirs.milestones;
  }
  return chosen;
}
