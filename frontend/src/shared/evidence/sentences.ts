import { useTranslation } from "react-i18next";
import type { CaseStage, EntryLineFragment, Role } from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";
import { kindKey } from "./kinds";

type Data = Readonly<Record<string, unknown>>;
export type Side = "seller" | "buyer";

/** Read the recorder's own fields; nothing for a reader without access to the content. */
export function dataOf(body: string | null | undefined): Data {
  if (!body) return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null) return {};
    const { data } = value as { data?: unknown };
    return typeof data === "object" && data !== null ? (data as Data) : {};
  } catch {
    return {};
  }
}

function textOf(data: Data, name: string): string | null {
  const value = data[name];
  return typeof value === "string" && value !== "" ? value : null;
}

/** Which of the two sides the reader's firm is; null for everyone in between. */
export function useOwnSide(): Side | null {
  const { viewer } = useSession();
  const kind = viewer?.organisation?.kind;
  if (kind === "SME") return "seller";
  return kind === "LARGE_FIRM" ? "buyer" : null;
}

/** Say in one plain sentence what a record is about. */
export function useSentences(): (entry: EntryLineFragment) => string {
  const { t } = useTranslation(["records", "case", "terms"]);
  const own = useOwnSide();

  function who(side: string | null) {
    if (side === "coordinator") return t("who.coordinator");
    if (side !== "seller" && side !== "buyer") return t("who.somebody");
    if (own === null) return t(`who.${side}`);
    return t(side === own ? "who.you" : "who.other");
  }

  function turn(side: string | null) {
    if (side !== "seller" && side !== "buyer")
      return t(side === "both" ? "turn.both" : "turn.coordinator");
    if (own === null) return t(`turn.${side}`);
    return t(side === own ? "turn.you" : "turn.other");
  }

  return (entry) => {
    const key = kindKey(entry.kind);
    if (!key) return entry.kind;
    const data = dataOf(entry.body);
    const side = textOf(data, "side");
    switch (key) {
      case "match_ended":
        if (!entry.body) return t("says.match_endedPlain");
        if (side) return t("says.match_ended", { who: who(side) });
        return t(textOf(data, "cause") === "coordinator" ? "endedBy.coordinator" : "endedBy.rule");
      case "case_moved": {
        const stage = textOf(data, "stage")?.toUpperCase();
        if (!stage) return t("says.case_movedPlain");
        return t("says.case_moved", { stage: t(`case:stage.${stage as CaseStage}`) });
      }
      case "case_next_step_set":
        if (!side) return t("says.case_next_step_setPlain");
        return t("says.case_next_step_set", { turn: turn(side) });
      case "case_reminded":
        if (!side) return t("says.case_remindedPlain");
        return t("says.case_reminded", { turn: turn(side) });
      case "case_interest_declared":
        if (textOf(data, "interest") === "none") return t("says.case_interest_none");
        break;
      case "demand_closed":
        return t(textOf(data, "cause") === "deadline" ? "closedBy.deadline" : "says.demand_closed");
      case "technology_commented":
        if (side !== "firm" && side !== "reviewer") return t("says.technology_commented");
        return t(`commentedBy.${side}`);
      case "membership_added":
      case "membership_roles_changed": {
        const roles = Array.isArray(data.roles) ? data.roles.map(String) : [];
        if (roles.length === 0) return t(`says.${key}`);
        const names = roles.map((role) => t(`terms:role.${role.toUpperCase() as Role}`));
        return t(`withRoles.${key}`, { roles: names.join(", ") });
      }
      case "nda_withdrawn":
      case "nda_ended":
      case "terms_withdrawn":
        // No side ended what fell with the deal.
        return side ? t(`says.${key}`, { who: who(side) }) : t(`withoutSide.${key}`);
      case "technology_leak_checked": {
        const outcome = textOf(data, "outcome");
        if (outcome !== "passed" && outcome !== "found" && outcome !== "failed") break;
        return t(`comparedAs.${outcome}`);
      }
    }
    return t(`says.${key}`, { who: who(side) });
  };
}
