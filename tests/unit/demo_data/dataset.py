"""The demo's files as the tests read them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Table = dict[str, Any]

DATA = Path(__file__).parents[3] / "marketplace" / "config" / "demo" / "data"


def read(path: Path) -> Table:
    """Return one TOML file as a dictionary."""
    with path.open("rb") as handle:
        return tomllib.load(handle)


def rows(name: str) -> list[Table]:
    """Return the rows of a file and of the folder beside it."""
    paths = [DATA / f"{name}.toml", *sorted((DATA / name).glob("*.toml"))]
    return [row for path in paths for row in read(path)[name]]


FIRMS = rows("firms")
PEOPLE = rows("people")
TECHNOLOGIES = {path.stem: read(path) for path in sorted((DATA / "technologies").glob("*.toml"))}
DEMANDS = {path.stem: read(path) for path in sorted((DATA / "demands").glob("*.toml"))}
REVIEWS = read(DATA / "reviews.toml")
STANDING = read(DATA / "standing.toml")
DEPOSITS = read(DATA / "deposits.toml")
KNOWN = read(DATA / "known.toml")
ADDRESSES = read(DATA / "addresses.toml")
DEALS: list[Table] = read(DATA / "deals.toml")["deals"]
SIGNERS: list[Table] = read(DATA / "deals.toml")["signers"]
AGE_KEYS: list[Table] = read(DATA / "deals.toml")["age_keys"]
MATCHES: list[Table] = read(DATA / "matches.toml")["matches"]
JUDGEMENTS: list[Table] = read(DATA / "matches.toml")["judgements"]
FIRM_BY_SLUG = {firm["slug"]: firm for firm in FIRMS}
PERSON_BY_EMAIL = {person["email"]: person for person in PEOPLE}
OFFERINGS = {**TECHNOLOGIES, **DEMANDS}
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield (place, language, text) for every text of an offer another firm may come to read."""
    for slug, offering in OFFERINGS.items():
        for language in ("ko", "en"):
            for field, value in offering[language].items():
                for text in value if isinstance(value, list) else [value]:
                    yield f"{slug}.{language}.{field}", language, text
    for place, change in wordings():
        for language in ("ko", "en"):
            for field, text in change[language].items():
                yield f"{place}.{language}.{field}", language, text


def wordings() -> Iterator[tuple[str, Table]]:
    """Yield (place, fields by language) for each wording of a technology besides its file's."""
    for slug, review in REVIEWS.items():
        if "first" in review:
            yield f"{slug}.first", review["first"]
        for act in review.get("acts", ()):
            if "ko" in act:
                yield f"{slug}.{act['act']}", act


def said() -> Iterator[tuple[str, str, str]]:
    """Yield (place, author's e-mail, text) for what people wrote besides offers."""
    yield from _said_of_reviews()
    yield from _said_in_deposits()
    yield from _said_in_deals()
    for pair in MATCHES:
        for act in pair["acts"]:
            if "words" in act:
                yield f"matches.{pair['demand']}.{act['act']}", act["by"], act["words"]
    for judgement in JUDGEMENTS:
        if "words" in judgement:
            yield f"judgements.{judgement['demand']}", judgement["by"], judgement["words"]
    for slug, check in STANDING["checks"].items():
        author = check.get("by", owner_of(slug))
        yield f"checks.{slug}", author, check.get("words") or check["note"]
    for barrier in STANDING["barriers"]:
        yield "barriers", owner_of(barrier["firm"]), barrier["reason"]


def _said_of_reviews() -> Iterator[tuple[str, str, str]]:
    for slug, review in REVIEWS.items():
        for act in [review, *review.get("acts", ())]:
            for text in [*act.get("reasons", {}).values(), act.get("words", "")]:
                if text:
                    yield f"reviews.{slug}", act["by"], text


def _said_in_deposits() -> Iterator[tuple[str, str, str]]:
    authors = {slug: writer_of(TECHNOLOGIES[slug]["owner"]) for slug in DEPOSITS}
    authors |= {slug: deposit["by"] for slug, deposit in KNOWN.items()}
    for slug, deposit in (DEPOSITS | KNOWN).items():
        author = authors[slug]
        drawing, report = deposit.get("drawing", {}), deposit.get("report", {})
        written = [
            *(deposit[name] for name in ("title", "outline", "part")),
            *deposit.get("note", {}).get("lines", ()),
            *([drawing["heading"], *drawing["remarks"]] if drawing else ()),
            *(shape["words"] for shape in drawing.get("shapes", ()) if "words" in shape),
            *([report["heading"], *report["paragraphs"]] if report else ()),
            *(label for label, _ in report.get("rows", ())),
        ]
        for text in written:
            yield f"deposits.{slug}", author, text


def _said_in_deals() -> Iterator[tuple[str, str, str]]:
    for pair in DEALS:
        for act in pair["acts"]:
            for text in _written_in(act):
                yield f"deals.{pair['demand']}.{act['act']}", act["by"], text


def _written_in(act: Table) -> Iterator[str]:
    """Give what an act of a deal has people write, besides names and choices."""
    yield from (act[name] for name in ("purpose", "scope", "words") if name in act)
    yield from act.get("file", {}).get("lines", ())
    asked = act.get("request", {})
    named = ("title", "purpose_words", "justification", "secrecy", "consideration")
    yield from (asked[name] for name in (*named, "payment_method") if name in asked)
    for item in asked.get("items", ()):
        yield from item.values()
    terms = act.get("terms", {})
    yield from (terms[name] for name in ("field", "territory", "note") if name in terms)
    for milestone in terms.get("milestones", ()):
        yield from (milestone["title"], milestone["delivery"])


def writer_of(slug: str) -> str:
    """Return the e-mail of whoever writes for a small firm: its deal lead, or its owner."""
    mine = [person for person in PEOPLE if person["firm"] == slug]
    held = {role: str(person["email"]) for person in mine for role in person["roles"]}
    return held.get("deal_lead") or held["owner"]


def owner_of(slug: str) -> str:
    """Return the e-mail of a firm's owner."""
    return next(str(p["email"]) for p in PEOPLE if p["firm"] == slug and "owner" in p["roles"])


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text; a full stop inside a number ends none."""
    return [part.strip() for part in re.split(r"(?<=[.?!])\s+", text) if part.strip()]
