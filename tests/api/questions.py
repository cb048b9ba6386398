"""Every question there is to ask, with arguments that find what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contracts.deals.models import Contract
from contracts.nda.models import Nda
from contracts.payments.models import Installment
from contracts.rooms.models import GrantedFile, Room, RoomFile, TechnicalDataRequest
from marketplace.accounts.models import FirmCheck, FirmDocument
from marketplace.escrow.models import Deposit
from marketplace.evidence.models import Entry
from marketplace.files.models import Transfer
from matching.models import Case, GlossaryConcept, Match, SavedSearch
from tests.api.schema_walk import everything_of, root_fields
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model

    from tests.api.garden import Garden

AT_ONCE = 20

_ALWAYS: dict[str, dict[str, Any]] = {
    # without marks: what is remarked on quotes the asker's own words
    "demandPreview": {"input": {"texts": [{"language": "EN", "title": "insulation"}]}},
    "caseReport": {"year": NOW.year, "month": NOW.month},
    "entries": {"first": 50},
    "entryCounts": {"bounds": ["2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z"]},
}


def arguments_of(name: str, garden: Garden) -> list[dict[str, Any]]:
    """Return every way in which the walk asks a root field."""
    asked = _BY_ID.get(name)
    if asked is not None:
        argument, ids = asked
        size = 30 if name == "roomEvents" else 5
        few = {"first": size} if "first" in root_fields("query")[name].args else {}
        return [few | {argument: public_id} for public_id in ids(garden)]
    if name in {"marketSearch", "marketFacets"}:
        texts = ["", "insulation", *garden.searched]
        filtered: list[dict[str, Any]] = [
            {"text": "", "trlMin": 6, "trlMax": 6},
            {"text": "", "industries": ["ADVANCED_MATERIALS"], "transferModes": ["LICENCE"]},
            {"text": "", "origins": ["NATIVE"]},
        ]
        likes = [{"text": "", "like": public_id} for public_id in garden.technologies]
        examples = [*likes, {"text": "", "document": "A vacuum insulation panel"}]
        return [
            *({"text": text} for text in texts),
            *filtered,
            *(examples if name == "marketSearch" else examples[-2:]),
        ]
    if name == "marketSpelling":
        # one letter short, so that a word that is hidden would come back whole
        return [{"text": mark[:4] + mark[5:]} for mark in garden.searched[::8]]
    if name in {"technologies", "demands"}:
        return [{"first": 20, "mine": mine} for mine in (True, False)]
    if name == "firmChecks":
        return [{"state": state} for state in ("PENDING", "CONFIRMED", "DECLINED")]
    if name == "cases":
        few = {"first": 5}
        return [few | {"mine": m, "closed": c} for m in (True, False) for c in (True, False)]
    if name == "caseCandidates":
        return [{"caseIds": [public_id]} for public_id in _cases(garden)]
    if name in _ALWAYS:
        return [_ALWAYS[name]]
    if name == "dealStandings":
        return [{"matchIds": _matches(garden)}]
    return [{"first": 8}] if "first" in root_fields("query")[name].args else [{}]


def _cases(_garden: Garden) -> list[str]:
    return list(Case.objects.order_by("pk").values_list("public_id", flat=True))


def _matches(_garden: Garden) -> list[str]:
    return list(Match.objects.order_by("pk").values_list("public_id", flat=True))


def _checks(_garden: Garden) -> list[str]:
    return list(FirmCheck.objects.order_by("pk").values_list("public_id", flat=True))


def _entries(_garden: Garden) -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("uid", flat=True))


def _ids(model: type[Model]) -> Callable[[Garden], list[str]]:
    return lambda _garden: list(
        model._base_manager.order_by("pk").values_list("public_id", flat=True)
    )


def _documents(garden: Garden) -> list[str]:
    return _ids(GrantedFile)(garden) + _ids(RoomFile)(garden)


_OF_MATCH = (
    "matchQuestions",
    "roomOf",
    "disclosureOf",
    "evidencePacks",
    "ndasOf",
    "ndaChoices",
    "contractOf",
    "termSheetOf",
    "dealTerms",
    "paymentsOf",
    "dealStanding",
)
_OF_TECHNOLOGY = (
    "technology",
    "technologyDraft",
    "technologyVersions",
    "technologyDiff",
    "technologyReviews",
    "reviewComments",
)
_BY_ID: dict[str, tuple[str, Callable[[Garden], list[str]]]] = {
    **dict.fromkeys(_OF_TECHNOLOGY, ("id", lambda garden: garden.technologies)),
    "demand": ("id", lambda garden: garden.demands),
    "demandSuggestions": ("demandId", lambda garden: garden.demands),
    "proposable": ("demandId", lambda garden: garden.demands),
    "demandAnswers": ("demandId", lambda garden: garden.demands),
    "searchFinds": ("id", _ids(SavedSearch)),
    "matchesOf": ("demandId", lambda garden: garden.demands),
    "match": ("id", _matches),
    "case": ("id", _cases),
    "firmCheck": ("id", _checks),
    "entry": ("id", _entries),
    "glossaryHistory": ("id", _ids(GlossaryConcept)),
    "leakReport": ("technologyId", lambda garden: garden.technologies),
    **dict.fromkeys(_OF_MATCH, ("matchId", _matches)),
    "technologyDeposits": ("technologyId", lambda garden: garden.technologies),
    "technologyExposure": ("technologyId", lambda garden: garden.technologies),
    "technologySeals": ("technologyId", lambda garden: garden.technologies),
    "depositReleases": ("depositId", _ids(Deposit)),
    "depositDemands": ("depositId", _ids(Deposit)),
    "dataRequestsOf": ("roomId", _ids(Room)),
    "roomFilesOf": ("roomId", _ids(Room)),
    "grantableFiles": ("roomId", _ids(Room)),
    "roomEvents": ("roomId", _ids(Room)),
    "room": ("id", _ids(Room)),
    "roomDocument": ("id", _documents),
    "dataRequest": ("id", _ids(TechnicalDataRequest)),
    "nda": ("id", _ids(Nda)),
    "deposit": ("id", _ids(Deposit)),
    "contract": ("id", _ids(Contract)),
    "payment": ("id", _ids(Installment)),
    "accountStatement": ("contractId", _ids(Contract)),
    "transfer": ("id", _ids(Transfer)),
}


# an act that changes nothing for anybody else, and answers what no query does
PREPARED: dict[str, type[Nda | Contract]] = {
    "prepareNdaSignature": Nda,
    "prepareContractSignature": Contract,
}


# likewise, of words that the asker gives
PREVIEWED: dict[str, dict[str, Any]] = {
    "previewGlossaryImport": {"table": "korean,english\n나사,screw\n손,hand\n"},
}


def preparations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return each request for a statement to sign, of every agreement there is, or a preview."""
    for name, given in PREVIEWED.items():
        yield name, document(name, kind="mutation"), given
    for name, model in PREPARED.items():
        for one in model._base_manager.order_by("pk"):
            given = {"id": one.public_id, "revision": one.revision, "title": "Director"}
            yield name, document(name, kind="mutation"), given


def document(name: str, *, kind: str = "query") -> str:
    """Return the request for everything below a root field, taking all its arguments."""
    field = root_fields(kind)[name]
    given = {argument: str(value.type) for argument, value in field.args.items()}
    head = ", ".join(f"${argument}: {type_}" for argument, type_ in given.items())
    passed = ", ".join(f"{argument}: ${argument}" for argument in given)
    selection = everything_of(field)
    if not given:
        return f"{{ {name} {selection} }}"
    return f"{kind}({head}) {{ {name}({passed}) {selection} }}"


def entries_document(count: int) -> str:
    """Return the request for so many entries at once, each in a place of its own."""
    ids = range(count)
    head = ", ".join(f"$id{number}: ID!" for number in ids)
    selection = everything_of(root_fields("query")["entry"])
    places = " ".join(f"e{number}: entry(id: $id{number}) {selection}" for number in ids)
    return f"query({head}) {{ {places} }}"


def requests_of(garden: Garden) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return every request of the walk by name, document and variables.

    There are hundreds of entries, and one that is not given is null; so they are asked for by
    twenty.
    """
    for name in root_fields("query"):
        asked = arguments_of(name, garden)
        if name != "entry":
            yield from ((name, document(name), variables) for variables in asked)
            continue
        ids = [variables["id"] for variables in asked]
        for first in range(0, len(ids), AT_ONCE):
            some = ids[first : first + AT_ONCE]
            variables = {f"id{number}": uid for number, uid in enumerate(some)}
            yield name, entries_document(len(some)), variables
    yield from preparations()


def paths() -> list[str]:
    """Return every address there is to ask; of proofs one for each kind of entry."""
    # a proof is made of hashes, by the same code for all that is of one kind
    newest = dict(Entry.objects.order_by("pk").values_list("kind", "uid"))
    proofs = [f"/records/{uid}.tlog-proof" for uid in newest.values()]
    documents = FirmDocument.objects.order_by("pk").values_list("public_id", flat=True)
    proofs += [f"/firm-check/documents/{public_id}" for public_id in documents]
    log = ["/log/checkpoint", "/log/vkey", "/log/tile/0/000.p/1", "/log/tile/entries/000.p/1"]
    return [*proofs, *log, "/healthz", "/readyz", "/market", *_ACCOUNT_PATHS]


_ACCOUNT_PATHS = tuple(
    f"/_allauth/browser/v1/{path}"
    for path in ("auth/session", "auth/sessions", "account/email", "account/authenticators")
)
