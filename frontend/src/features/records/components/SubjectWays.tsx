import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { EntryLineFragment } from "@/shared/graphql/generated/graphql";
import { useSession, type Viewer } from "@/shared/session/session";
import { type Asked, addressOf } from "../address";

type Opened = "case" | "match" | "technology" | "demand";

const PAGES: Record<Opened, string> = {
  case: "/cases",
  match: "/deals",
  technology: "/technologies",
  demand: "/demands",
};

/** Which of an entry's subjects have a page for this reader, the closest first. */
function order(viewer: Viewer | null, happened: string): readonly Opened[] {
  const kind = viewer?.organisation?.kind;
  if (kind === "COORDINATOR_INSTITUTION") {
    if (happened.startsWith("technology.")) return ["technology"];
    return viewer?.canRunCases || viewer?.canAssignCases ? ["case"] : [];
  }
  return ["match", "technology", "demand"];
}

/** The way from a record to what it is about, and to all records of the same thing. */
export function SubjectWays({ entry, asked }: { entry: EntryLineFragment; asked: Asked }) {
  const { t } = useTranslation("records");
  const { viewer } = useSession();
  // An auditor sees that things happened, never what they were about.
  const found = entry.body
    ? order(viewer, entry.kind)
        .map((type) => ({ type, id: entry.subjects.find((each) => each.type === type)?.id }))
        .find(({ id }) => id)
    : undefined;
  if (!found?.id) return null;
  const narrowed = asked.subject === found.id;
  return (
    <>
      {narrowed ? null : (
        <Link to={addressOf({ ...asked, family: found.type, subject: found.id })}>
          {t(`narrow.${found.type}`)}
        </Link>
      )}
      <Link to={`${PAGES[found.type]}/${found.id}`}>{t(`open.${found.type}`)}</Link>
    </>
  );
}
