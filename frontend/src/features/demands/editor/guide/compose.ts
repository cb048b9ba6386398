/** What a guide's answers make of a demand's fields; nothing here knows what was written before. */
import { type DemandText, LIMITS, TEXTS, type Words } from "../demandDraft";

export interface Target {
  what: string;
  value: string;
  unit: string;
  tolerance: string;
}

export interface GuideAnswers {
  change: string;
  today: string;
  targets: readonly Target[];
  conditions: string;
  tried: string;
  /** Words that must not be told; they are looked for and never put anywhere. */
  secret: string;
}

export const NO_TARGET: Target = { what: "", value: "", unit: "", tolerance: "" };
export const NO_ANSWERS: GuideAnswers = {
  change: "",
  today: "",
  targets: [NO_TARGET],
  conditions: "",
  tried: "",
  secret: "",
};

/** Say a target in one line, the same in every language: `Thickness: 0.8 mm ± 0.05`. */
export function targetLine({ what, value, unit, tolerance }: Target): string {
  const figure = [value, unit].map((each) => each.trim()).filter(Boolean);
  const bare = tolerance.trim().replace(/^(±|\+\/-)\s*/, "");
  const said = [...figure, ...(bare ? [`± ${bare}`] : [])].join(" ");
  return [what.trim(), said].filter(Boolean).join(": ");
}

/** Take the first sentence as the title, cut at a word where it is too long. */
export function titleOf(change: string, most: number = LIMITS.title): string {
  const [line = ""] = change.trim().split("\n");
  const sentence = (/^.*?[.!?。](?=\s|$)/u.exec(line)?.[0] ?? line).replace(/[.。]$/u, "").trim();
  const letters = [...sentence];
  if (letters.length <= most) return sentence;
  const cut = letters.slice(0, most).join("");
  const space = cut.lastIndexOf(" ");
  return (space > most / 2 ? cut.slice(0, space) : cut).trim();
}

/** Put answers where a reader looks for them. */
export function compose(answers: GuideAnswers): Words {
  const paragraphs = [answers.change, answers.today, answers.tried];
  return {
    title: titleOf(answers.change),
    need: joined(paragraphs, "\n\n"),
    outcomes: joined(answers.targets.map(targetLine), "\n"),
    constraints: answers.conditions.trim(),
  };
}

function joined(parts: readonly string[], between: string): string {
  return parts
    .map((each) => each.trim())
    .filter(Boolean)
    .join(between);
}

/** What is done with a field that holds words of its own. */
export type Choice = "keep" | "add" | "replace";

/** Name the fields whose own words the guide would touch, which nobody but the writer decides. */
export function contested(now: Words, made: Words): DemandText[] {
  return TEXTS.filter((name) => {
    const [own, its] = [now[name].trim(), made[name].trim()];
    return own !== "" && its !== "" && own !== its;
  });
}

/** Fill what is empty; where words stand already, do what the writer chose, and else nothing. */
export function filled(
  now: Words,
  made: Words,
  choices: Readonly<Partial<Record<DemandText, Choice>>>,
): Words {
  const open = new Set(contested(now, made));
  const result = { ...now };
  for (const name of TEXTS) {
    const its = made[name].trim();
    if (its === "") continue;
    const choice = open.has(name) ? (choices[name] ?? "keep") : "replace";
    if (choice === "replace") result[name] = its;
    if (choice === "add") result[name] = `${now[name].trimEnd()}\n\n${its}`;
  }
  return result;
}

/** Find the words that must not be told in what would be read by others. */
export function toldSecrets(words: Words, secret: string): string[] {
  const said = TEXTS.map((name) => words[name])
    .join("\n")
    .toLocaleLowerCase();
  const kept = secret.split(/[\n,;]+/).map((each) => each.trim());
  return [...new Set(kept)].filter(
    (each) => [...each].length > 1 && said.includes(each.toLocaleLowerCase()),
  );
}
