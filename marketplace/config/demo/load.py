"""Fill an empty database with the demo's firms, people, technologies and demands.

Everything goes through the services that people use, so that the demo shows real rules, real
states and a real log.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.roles import Role
from marketplace.accounts.services import (
    NewPerson,
    institution_bootstrap,
    membership_add,
    organisation_register,
    organisation_verify,
    people_enrol,
)
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.services import demand_create, demand_publish
from marketplace.technologies.content import OfferContent, OfferText
from marketplace.technologies.scores import Score
from marketplace.technologies.services import (
    technology_create,
    technology_review,
    technology_submit,
)
from marketplace.technologies.states import ReviewCriterion, ReviewDecision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.actor import Actor

DATA = Path(__file__).parent / "data"
DEMO_PASSWORD = "open-the-seal-2026"  # noqa: S105  (printed at the start of the demo)
_LANGUAGES = ("ko", "en")
_OPENING = dt.datetime(2026, 9, 1, 0, 0, tzinfo=dt.UTC)
_TEN_IN_KOREA = dt.time(1, 0, tzinfo=dt.UTC)


@transaction.atomic
def demo_load() -> bool:
    """Load the demo data and return True, or return False where there are organisations already."""
    if Organisation.objects.exists():
        return False
    firms = _table("firms.toml")["firms"]
    people = _table("people.toml")["people"]
    users = _people(people)
    organisations = _organisations(firms, people, users)
    _members(people, users, organisations)
    _verify(firms, people, users, organisations)
    cast = _cast(people, users)
    for path in sorted((DATA / "technologies").glob("*.toml")):
        _technology(path.stem, _read(path), cast)
    for path in sorted((DATA / "demands").glob("*.toml")):
        _demand(path.stem, _read(path), cast)
    return True


def demo_accounts() -> list[dict[str, Any]]:
    """Return the accounts of the demo as its sign-in page and its start message show them."""
    firms = {firm["slug"]: firm for firm in _table("firms.toml")["firms"]}
    return [
        {
            "email": person["email"],
            "name": person["name"],
            "organisation": {
                "nameKo": firms[person["firm"]]["name_ko"],
                "nameEn": firms[person["firm"]]["name_en"],
                "kind": firms[person["firm"]]["kind"].upper(),
                "verified": firms[person["firm"]]["verification"] == "verified",
            },
            "roles": [role.upper() for role in person["roles"]],
        }
        for person in _table("people.toml")["people"]
    ]


def _people(people: Sequence[Mapping[str, Any]]) -> dict[str, User]:
    founders = _first_owner(people)
    rest = [
        NewPerson(person["email"], person["name"], person["language"])
        for person in people
        if person["email"] != founders
    ]
    return people_enrol(people=rest, password=DEMO_PASSWORD, now=_OPENING)


def _first_owner(people: Sequence[Mapping[str, Any]]) -> str:
    """Return the e-mail of the first institution's owner, whom the bootstrap itself enrols."""
    first = next(f for f in _table("firms.toml")["firms"] if _is_institution(f))
    owner = next(p for p in people if p["firm"] == first["slug"] and Role.OWNER in p["roles"])
    return str(owner["email"])


def _is_institution(firm: Mapping[str, Any]) -> bool:
    return bool(firm["kind"] == "coordinator_institution")


def _organisations(
    firms: Sequence[Mapping[str, Any]],
    people: Sequence[Mapping[str, Any]],
    users: dict[str, User],
) -> dict[str, Organisation]:
    organisations: dict[str, Organisation] = {}
    owners = {p["firm"]: p for p in reversed(people) if Role.OWNER in p["roles"]}
    for firm in sorted(firms, key=lambda firm: not _is_institution(firm)):
        owner = owners[firm["slug"]]
        if not organisations:
            organisations[firm["slug"]] = institution_bootstrap(
                name_ko=firm["name_ko"],
                name_en=firm["name_en"],
                owner_email=owner["email"],
                owner_name=owner["name"],
                password=DEMO_PASSWORD,
                now=_OPENING,
            )
            users[owner["email"]] = User.objects.get(email=owner["email"])
            continue
        organisations[firm["slug"]] = organisation_register(
            kind=firm["kind"],
            name_ko=firm["name_ko"],
            name_en=firm["name_en"],
            registration_number=firm["registration_number"],
            founder=users[owner["email"]],
            now=_OPENING,
        )
    return organisations


def _members(
    people: Sequence[Mapping[str, Any]],
    users: Mapping[str, User],
    organisations: Mapping[str, Organisation],
) -> None:
    owners = {p["firm"]: users[p["email"]] for p in reversed(people) if Role.OWNER in p["roles"]}
    for person in people:
        owner = owners[person["firm"]]
        if users[person["email"]] == owner:
            continue
        membership_add(
            actor=actor_for_user(owner),
            organisation=organisations[person["firm"]],
            user=users[person["email"]],
            roles=person["roles"],
            now=_OPENING,
        )


def _verify(
    firms: Sequence[Mapping[str, Any]],
    people: Sequence[Mapping[str, Any]],
    users: Mapping[str, User],
    organisations: Mapping[str, Organisation],
) -> None:
    verifier = next(users[p["email"]] for p in people if Role.VERIFIER in p["roles"])
    actor = actor_for_user(verifier)
    for firm in firms:
        organisation = organisations[firm["slug"]]
        if firm["verification"] == "verified" and organisation.pk != actor.organisation_id:
            organisation_verify(actor=actor, organisation=organisation, now=_OPENING)


def _cast(
    people: Sequence[Mapping[str, Any]], users: Mapping[str, User]
) -> dict[tuple[str, str], Actor]:
    """Return an actor for each firm and role, and the reviewer under an empty firm."""
    cast: dict[tuple[str, str], Actor] = {}
    for person in people:
        actor = actor_for_user(users[person["email"]])
        for role in person["roles"]:
            cast.setdefault((person["firm"], role), actor)
            cast.setdefault(("", role), actor)
    return cast


def _technology(slug: str, data: Mapping[str, Any], cast: Mapping[tuple[str, str], Actor]) -> None:
    actor = cast[data["owner"], Role.OWNER]
    moment = _moment(data)
    technology = technology_create(
        actor=actor,
        request_id=f"demo-{slug}",
        content=OfferContent(
            industry=data["industry"],
            trl=data["trl"],
            transfer_modes=tuple(data["transfer_modes"]),
            year=data["year"],
            ip_status=data["ip_status"],
            ipc_codes=tuple(data.get("ipc_codes", ())),
            ksic_codes=tuple(data.get("ksic_codes", ())),
            partner_types=tuple(data.get("partner_types", ())),
            regions=tuple(data.get("regions", ())),
            texts=tuple(_offer_text(code, data[code]) for code in _LANGUAGES),
        ),
        now=moment - dt.timedelta(days=5),
    )
    if data["state"] == "draft":
        return
    submitted = moment - dt.timedelta(days=2)
    technology_submit(
        actor=actor, technology=technology, revision=technology.revision, now=submitted
    )
    if data["state"] == "published":
        technology_review(
            actor=cast["", Role.REVIEWER],
            technology=technology,
            revision=technology.revision,
            decision=ReviewDecision.APPROVED,
            scores=[Score(criterion=name, score=5) for name in ReviewCriterion.values],
            now=moment,
        )


def _offer_text(language: str, given: Mapping[str, Any]) -> OfferText:
    words: dict[str, Any] = dict(given) | {"keywords": tuple(given["keywords"])}
    return OfferText(language=language, **words)


def _demand(slug: str, data: Mapping[str, Any], cast: Mapping[tuple[str, str], Actor]) -> None:
    firm = data["owner"]
    actor = cast.get((firm, Role.SCOUT)) or cast[firm, Role.DEAL_LEAD]
    moment = _moment(data)
    demand = demand_create(
        actor=actor,
        request_id=f"demo-{slug}",
        content=DemandContent(
            industries=tuple(data["industries"]),
            trl_min=data["trl_min"],
            trl_max=data["trl_max"],
            transfer_modes=tuple(data["transfer_modes"]),
            budget_min=data["budget_min"],
            budget_max=data["budget_max"],
            currency=data["currency"],
            deadline=data["deadline"],
            exclusions=data["exclusions"],
            texts=tuple(DemandWords(language=code, **data[code]) for code in _LANGUAGES),
        ),
        now=moment - dt.timedelta(days=3),
    )
    if data["state"] == "published":
        demand_publish(actor=actor, demand=demand, revision=demand.revision, now=moment)


def _moment(data: Mapping[str, Any]) -> dt.datetime:
    day: dt.date = data.get("published_on") or dt.date(2026, 11, 20)
    return dt.datetime.combine(day, _TEN_IN_KOREA)


def _table(name: str) -> dict[str, Any]:
    return _read(DATA / name)


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
