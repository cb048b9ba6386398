/** The written request as its writer holds it: every field a text, items with a name of their own. */
import type {
  DataRequestInput,
  DataRequestPartsFragment,
  DataRequestPurpose,
  DeliveryMethod,
  OwnershipAfter,
  PresentOwner,
  ReturnMethod,
} from "@/shared/graphql/generated/graphql";

export interface ItemDraft {
  key: string;
  words: string;
  purpose: string;
}

export interface RequestDraft {
  title: string;
  purpose: DataRequestPurpose | "";
  purposeWords: string;
  justification: string;
  secrecy: string;
  presentOwner: PresentOwner | "";
  isJointDevelopment: "yes" | "no" | "";
  ownershipAfter: OwnershipAfter | "";
  consideration: string;
  paymentMethod: string;
  deliveryOn: string;
  deliveryMethod: DeliveryMethod | "";
  useFrom: string;
  useUntil: string;
  returnOn: string;
  returnMethod: ReturnMethod | "";
  items: ItemDraft[];
}

export const LIMITS = {
  title: 200,
  purposeWords: 1000,
  justification: 2000,
  secrecy: 1000,
  consideration: 1000,
  paymentMethod: 500,
} as const;
export const ITEM_LIMITS = { words: 300, purpose: 500 } as const;

/** The fields in the order of the form. */
export const FIELDS = [
  "title",
  "items",
  "purpose",
  "purposeWords",
  "justification",
  "secrecy",
  "presentOwner",
  "isJointDevelopment",
  "ownershipAfter",
  "consideration",
  "paymentMethod",
  "deliveryOn",
  "deliveryMethod",
  "useFrom",
  "useUntil",
  "returnOn",
  "returnMethod",
] as const;
export type Field = (typeof FIELDS)[number];

export function newItem(): ItemDraft {
  return { key: crypto.randomUUID(), words: "", purpose: "" };
}

const JOINT = new Map<boolean | null | undefined, "yes" | "no">([
  [true, "yes"],
  [false, "no"],
]);

export function fromStored(request: DataRequestPartsFragment): RequestDraft {
  const items = request.items.map(({ id, words, purpose }) => ({
    key: id,
    words,
    purpose: purpose ?? "",
  }));
  return {
    title: request.title ?? "",
    purpose: request.purpose ?? "",
    purposeWords: request.purposeWords ?? "",
    justification: request.justification ?? "",
    secrecy: request.secrecy ?? "",
    presentOwner: request.presentOwner ?? "",
    isJointDevelopment: JOINT.get(request.isJointDevelopment) ?? "",
    ownershipAfter: request.ownershipAfter ?? "",
    consideration: request.consideration ?? "",
    paymentMethod: request.paymentMethod ?? "",
    deliveryOn: request.deliveryOn ?? "",
    deliveryMethod: request.deliveryMethod ?? "",
    useFrom: request.useFrom ?? "",
    useUntil: request.useUntil ?? "",
    returnOn: request.returnOn ?? "",
    returnMethod: request.returnMethod ?? "",
    items: items.length > 0 ? items : [{ key: "first", words: "", purpose: "" }],
  };
}

/** Items that can be sent: one without words names nothing yet. */
export function named(draft: RequestDraft): ItemDraft[] {
  return draft.items.filter(({ words }) => words.trim() !== "");
}

export function toInput(draft: RequestDraft): DataRequestInput {
  const { items: _items, isJointDevelopment: joint, ...fields } = draft;
  const filled = Object.entries(fields).map(([name, value]) => [name, value === "" ? null : value]);
  return {
    ...(Object.fromEntries(filled) as DataRequestInput),
    isJointDevelopment: joint === "" ? null : joint === "yes",
    items: named(draft).map(({ words, purpose }) => ({ words, purpose })),
  };
}

/** Name what is still empty, in the order of the form; an item by its own name. */
export function missingIn(draft: RequestDraft): string[] {
  const items = draft.items.flatMap(({ key, words, purpose }) => [
    ...(words.trim() === "" ? [`item-${key}`] : []),
    ...(words.trim() !== "" && purpose.trim() === "" ? [`purpose-${key}`] : []),
  ]);
  return FIELDS.flatMap((field) => {
    if (field === "items") return items;
    return draft[field].trim() === "" ? [field] : [];
  });
}

/** Tell whether the server would refuse the text for its length. */
export function isHeld(draft: RequestDraft): boolean {
  const over = (text: string, most: number) => [...text].length > most;
  return (
    Object.entries(LIMITS).some(([name, most]) => over(draft[name as keyof typeof LIMITS], most)) ||
    draft.items.some(
      ({ words, purpose }) => over(words, ITEM_LIMITS.words) || over(purpose, ITEM_LIMITS.purpose),
    )
  );
}

/** Lay the request out as named texts, to compare two of them field by field. */
export function flatten(draft: RequestDraft): Record<string, string> {
  const { items, ...fields } = draft;
  const lines = items.map(({ words, purpose }, at) => `${at + 1}. ${words} – ${purpose}`);
  return { ...fields, items: lines.join("\n") };
}

/** Take some fields from another's text and the rest from one's own. */
export function combine(
  mine: RequestDraft,
  theirs: RequestDraft,
  fromTheirs: ReadonlySet<string>,
): RequestDraft {
  const chosen = Object.entries(theirs).filter(([name]) => fromTheirs.has(name));
  return { ...mine, ...Object.fromEntries(chosen) };
}
