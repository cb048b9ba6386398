import i18next from "i18next";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { StaticRouter } from "react-router";
import { CardChips } from "@/features/technologies/components/CardChips";
import { ResultRows, RowsSkeleton } from "@/features/technologies/components/ResultRows";
import type { MarketSearchQuery } from "@/shared/graphql/generated/graphql";
import type { Language } from "@/shared/i18n/setup";
import { formatMonth } from "@/shared/lib/dates";
import { TrlGauge } from "@/shared/ui/TrlGauge";

type Technology = MarketSearchQuery["marketSearch"]["nodes"][number]["technology"];
type Card = Technology["card"];

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const MONTHS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] as const;
/** Stands where the server writes a year. */
const YEAR = 2000;

/**
 * The first rows of the market in pieces, of which the server makes those that it sends with the
 * page. Where it writes what it knows stand `$title` and the like.
 */
export interface MarketPieces {
  /** What the rows come in the place of. */
  outline: string;
  list: string;
  row: string;
  eyebrow: string;
  lead: string;
  chips: string;
  gauges: Record<string, string>;
  sealed: string;
  sealedMonth: string;
  notSealed: string;
  imported: string;
  recorded: string;
  modes: Record<string, string>;
  year: string;
  foreign: string;
  industries: Record<string, string>;
  months: Record<string, string>;
  untitled: string;
}

/** Draw the pieces by the components that draw the rows afterwards, in the language spoken now. */
export function marketPieces(language: Language): MarketPieces {
  const words = i18next.getResourceBundle(language, "terms");
  const other = language === "ko" ? "EN" : "KO";
  const chipsOf = (card: Partial<Card>, rest: Partial<Technology> = {}) =>
    drawn(<CardChips technology={technologyIn(language, card, rest)} />);
  // a draft that is not sealed has no chip: what one fact adds to it is the chip of that fact
  const [, begin = "", end = ""] = /^(<ul[^>]*>)(<\/ul>)$/.exec(chipsOf({})) ?? [];
  const chip = (...facts: Parameters<typeof chipsOf>) =>
    chipsOf(...facts).slice(begin.length, -end.length);
  const sealed = chip({ sealed: true });
  return {
    outline: drawn(<RowsSkeleton />),
    ...rowPieces(language, words.industry.OTHER),
    chips: `${begin}$chips${end}`,
    gauges: keyed(LEVELS, (level) => drawn(<TrlGauge level={level} />)),
    sealed,
    sealedMonth: chip({ sealed: true, sealedMonth: "$month" }),
    notSealed: chip({}, { state: "PAUSED" }),
    imported: chip({}, { origin: "IMPORTED" }),
    recorded: without(chip({ sealed: true }, { state: "PUBLISHED" }), sealed, ""),
    modes: keyed(Object.keys(words.mode) as Card["transferModes"], (mode) =>
      chip({ transferModes: [mode] }),
    ),
    year: without(chip({ year: YEAR }), String(YEAR), "$year"),
    foreign: chip({ language: other }),
    industries: words.industry,
    months: keyed(MONTHS, (month) =>
      without(formatMonth(`${YEAR}-${month}`, language), String(YEAR), "$year"),
    ),
    untitled: i18next.t("market:untitledPlain"),
  };
}

/** Draw one whole row, and put names in the place of what is not in every row, or not alike. */
function rowPieces(language: Language, industry: string) {
  const technology = technologyIn(language, {
    language: "$LANGUAGE" as Card["language"],
    industry: "OTHER",
    area: "$title",
    problem: "$words",
    trl: 1,
  });
  const html = drawn(
    <ResultRows hits={[{ technology, relevance: 0, highlights: [] }]} searched={false} />,
  );
  const [, begin = "", row = "", end = ""] = /^(<ul[^>]*>)(.*)(<\/ul>)$/s.exec(html) ?? [];
  const [lead = ""] = /<p [^>]*><span>\$words<\/span><\/p>/.exec(row) ?? [];
  const eyebrow = `<p class="sb-eyebrow">${industry}</p>`;
  const chips = drawn(<CardChips technology={technology} shown="$language" />);
  const gauge = drawn(<TrlGauge level={1} />);
  const named = { eyebrow, lead, chips, gauge };
  return {
    list: `${begin}$rows${end}`,
    row: Object.entries(named).reduce((all, [name, part]) => without(all, part, `$${name}`), row),
    eyebrow: without(eyebrow, industry, "$industry"),
    lead,
  };
}

function technologyIn(
  language: Language,
  card: Partial<Card>,
  rest: Partial<Technology> = {},
): Technology {
  return {
    id: "$id",
    origin: "NATIVE",
    state: "DRAFT",
    stage: "S0",
    isOwn: false,
    summary: null,
    ...rest,
    card: {
      language: language === "ko" ? "KO" : "EN",
      languages: [],
      industry: null,
      area: "",
      problem: "",
      trl: null,
      transferModes: [],
      year: null,
      publishedMonth: null,
      sealed: false,
      sealedMonth: null,
      ...card,
    },
  } as Technology;
}

function drawn(part: ReactElement): string {
  return renderToString(<StaticRouter location="/market">{part}</StaticRouter>);
}

/** Put something in the place of a part that has to be there. */
function without(whole: string, part: string, instead: string): string {
  if (!(part && whole.includes(part))) {
    throw new Error(`A row of the market is drawn otherwise: ${part} is not in ${whole}.`);
  }
  return whole.replace(part, () => instead);
}

function keyed<Key extends string | number>(
  keys: readonly Key[],
  drawnFor: (key: Key) => string,
): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, drawnFor(key)]));
}
