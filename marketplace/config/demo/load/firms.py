"""The demo's firms join with their people and have themselves checked."""

from __future__ import annotations

import datetime as dt
from itertools import cycle
from typing import TYPE_CHECKING, Any, Final

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.choices import FirmDocumentKind
from marketplace.accounts.models import User
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.services import (
    NewPerson,
    firm_check_decide,
    firm_check_submit,
    firm_document_add,
    institution_bootstrap,
    membership_add,
    organisation_register,
    organisation_verify,
    people_enrol,
)
from marketplace.config.demo.load import files
from marketplace.config.demo.load.papers import paper
from marketplace.config.demo.load.story import OPENING, WRITTEN_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.accounts.models import FirmCheck
    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Act, Story

DEMO_PASSWORD = "open-the-seal-2026"  # noqa: S105  (printed at the start of the demo)
DRAFTED_ON: Final = WRITTEN_FOR - dt.timedelta(days=2)
"""The day that a draft would have been published on, for counting back to its beginning."""

_INSTITUTION: Final = OrganisationKind.COORDINATOR_INSTITUTION
_BEFORE_THE_FIRST_OFFER: Final = dt.timedelta(days=9)
_PAPERS: Final = {
    FirmDocumentKind.REGISTRATION_CERTIFICATE: "Certificate of business registration",
    FirmDocumentKind.PROOF_OF_AUTHORITY: "Power of attorney",
}


def firms_tell(story: Story) -> None:
    """Let each firm join before its first offer and be checked soon after."""
    story.at(story.in_office_hours(OPENING, of=""), lambda now: _everybody_enrols(story, now))
    institutions, firms = _by_kind()
    for number, firm in enumerate(institutions):
        _institution_tells(story, firm, is_first=number == 0)
    standing = files.table("standing")
    joined = _joined(standing)
    for firm, verifier in zip(firms, cycle(_emails(Role.VERIFIER)), strict=False):
        begins = story.in_office_hours(joined[firm["slug"]], of=firm["slug"])
        story.at(begins, _registered(story, firm))
        story.at(begins + dt.timedelta(hours=2), _members(story, firm))
        handed_in = begins + dt.timedelta(hours=5)
        check = standing["checks"].get(firm["slug"], {})
        if firm["verification"] != "unverified":
            story.at(handed_in, _handed_in(story, firm, check.get("note", "")))
        if firm["verification"] in {"verified", "rejected"}:
            decided = handed_in + dt.timedelta(hours=20)
            story.at(decided, _decided(story, firm, check | {"by": check.get("by", verifier)}))


def owner_of(slug: str) -> str:
    """Return the e-mail of a firm's owner."""
    return _owner(slug)["email"]  # type: ignore[no-any-return]


def emails_of(slug: str, *roles: str) -> Iterator[str]:
    """Give the e-mails of a firm's members who have one of these roles, the first role's first."""
    for role in roles:
        for person in files.people():
            if person["firm"] == slug and role in person["roles"]:
                yield person["email"]


def _by_kind() -> tuple[list[Table], list[Table]]:
    firms = files.firms()
    institutions = [firm for firm in firms if firm["kind"] == _INSTITUTION]
    return institutions, [firm for firm in firms if firm["kind"] != _INSTITUTION]


def _emails(role: str) -> list[str]:
    return [person["email"] for person in files.people() if role in person["roles"]]


def _owner(slug: str) -> Table:
    return next(p for p in files.people() if p["firm"] == slug and Role.OWNER in p["roles"])


def _joined(standing: Table) -> dict[str, dt.date]:
    """Return the day on which each firm joined: some days before its first offer."""
    first: dict[str, dt.date] = {}
    for kind in ("technologies", "demands"):
        for offer in files.offers(kind).values():
            day = offer.get("published_on", DRAFTED_ON)
            first[offer["owner"]] = min(day, first.get(offer["owner"], day))
    days = {slug: max(OPENING, day - _BEFORE_THE_FIRST_OFFER) for slug, day in first.items()}
    later: dict[str, dt.date] = standing["joined"]
    return days | later


def _everybody_enrols(story: Story, now: dt.datetime) -> None:
    first = _owner(_by_kind()[0][0]["slug"])["email"]
    people = [
        NewPerson(person["email"], person["name"], person["language"])
        for person in [*files.people(), *files.table("standing")["newcomers"]]
        # the bootstrap itself enrols the first institution's owner
        if person["email"] != first
    ]
    story.users |= people_enrol(people=people, password=DEMO_PASSWORD, now=now)


def _institution_tells(story: Story, firm: Table, *, is_first: bool) -> None:
    begins = story.in_office_hours(OPENING, of="")
    if is_first:
        story.at(begins, lambda now: _bootstrapped(story, firm, now))
        story.at(begins, _members(story, firm))
        return
    story.at(begins, _registered(story, firm))
    story.at(begins, _members(story, firm))
    verifier = _emails(Role.VERIFIER)[0]
    story.at(
        begins,
        lambda now: organisation_verify(
            actor=story.actor(verifier), organisation=story.organisations[firm["slug"]], now=now
        ),
    )


def _bootstrapped(story: Story, firm: Table, now: dt.datetime) -> None:
    owner = _owner(firm["slug"])
    story.organisations[firm["slug"]] = institution_bootstrap(
        name_ko=firm["name_ko"],
        name_en=firm["name_en"],
        owner_email=owner["email"],
        owner_name=owner["name"],
        password=DEMO_PASSWORD,
        now=now,
    )
    story.users[owner["email"]] = User.objects.get(email=owner["email"])


def _registered(story: Story, firm: Table) -> Act:
    def act(now: dt.datetime) -> None:
        story.organisations[firm["slug"]] = organisation_register(
            kind=firm["kind"],
            name_ko=firm["name_ko"],
            name_en=firm["name_en"],
            registration_number=firm["registration_number"],
            founder=story.users[owner_of(firm["slug"])],
            now=now,
        )

    return act


def _members(story: Story, firm: Table) -> Act:
    def act(now: dt.datetime) -> None:
        owner = _owner(firm["slug"])
        actor = actor_for_user(story.users[owner["email"]])
        for person in files.people():
            if person["firm"] == firm["slug"] and person is not owner:
                membership_add(
                    actor=actor,
                    organisation=story.organisations[firm["slug"]],
                    user=story.users[person["email"]],
                    roles=person["roles"],
                    now=now,
                )

    return act


def _handed_in(story: Story, firm: Table, note: str) -> Act:
    def act(now: dt.datetime) -> None:
        actor = story.actor(owner_of(firm["slug"]))
        for kind, title in _PAPERS.items():
            firm_document_add(
                actor=actor,
                kind=kind,
                file_name=f"{title.lower().replace(' ', '-')}.pdf",
                content=paper([title, firm["name_en"], firm["registration_number"]]),
                now=now,
            )
        story.checks[firm["slug"]] = firm_check_submit(actor=actor, note=note, now=now)

    return act


def _decided(story: Story, firm: Table, check: dict[str, Any]) -> Act:
    def act(now: dt.datetime) -> None:
        handed_in: FirmCheck = story.checks[firm["slug"]]
        firm_check_decide(
            actor=story.actor(check["by"]),
            check=handed_in,
            confirmed=firm["verification"] == "verified",
            reasons=check.get("reasons", ()),
            reason_text=check.get("words", ""),
            now=now,
        )

    return act
