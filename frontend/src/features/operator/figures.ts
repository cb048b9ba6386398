/** How the server counts, and the words for it. */
const UNITS = {
  entries: "entries",
  listings: "listings",
  s: "seconds",
  ms: "milliseconds",
  held: "held",
  parked: "parked",
  overdue: "overdue",
  failed: "failed",
  queued: "queued",
  "tried again": "tried",
  waiting: "waiting",
  open: "open",
  "GB free": "free",
} as const;

type Unit = (typeof UNITS)[keyof typeof UNITS];

type Token = { unit: Unit; amount: string } | { unit: null; name: string; stopped: boolean };

const COUNTED = /^(\d+(?:\.\d+)?) (.+)$/;
const STOPPED = " (stopped)";

const ALWAYS: readonly Unit[] = ["milliseconds", "open", "free"];

/** Whether a figure counts work alone, and none of it. */
export function isIdle(tokens: readonly Token[]): boolean {
  return tokens.every(
    (token) => token.unit !== null && !ALWAYS.includes(token.unit) && Number(token.amount) === 0,
  );
}

/** Take a figure such as "2 entries, 14 s" apart; what is not counted stays a name. */
export function tokensOf(figure: string): Token[] {
  return figure.split(", ").map((part) => {
    const [, amount = "", counted = ""] = COUNTED.exec(part) ?? [];
    const unit = Object.entries(UNITS).find(([name]) => name === counted)?.[1];
    if (unit) return { unit, amount };
    const stopped = part.endsWith(STOPPED);
    return { unit: null, name: stopped ? part.slice(0, -STOPPED.length) : part, stopped };
  });
}
