"""Who hears of entries: looked up for a whole batch with one question for each kind of reach."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from marketplace.accounts.models import Membership, Organisation
from marketplace.accounts.roles import OrganisationKind
from marketplace.accounts.selectors import active_members
from marketplace.evidence.models import EntryAudience
from marketplace.notifications.kinds import notice_kind
from marketplace.notifications.reach import (
    BOTH_SIDES,
    COORDINATOR_SIDE,
    SIDE_KINDS,
    NoticeKind,
    Reach,
    Who,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marketplace.evidence.models import Entry

_FIRMS = (OrganisationKind.SME, OrganisationKind.LARGE_FIRM)


class Recipient(NamedTuple):
    """A person, and the organisation for which they hear of something."""

    user_id: int
    public_id: str
    organisation_id: int


class _Group(NamedTuple):
    """Members of one kind of organisation with one of some roles."""

    roles: frozenset[str]
    kind: str


@dataclass(slots=True)
class Fact:
    """An entry as the rules read it."""

    entry: Entry
    data: Mapping[str, Any]
    subjects: Mapping[str, str]
    rule: NoticeKind | None
    audience: set[int] = field(default_factory=set)


def facts_of(entries: Sequence[Entry]) -> list[Fact]:
    """Return the entries with data, subjects and audience; those without a body are left out."""
    facts = [_fact(entry) for entry in entries if entry.body is not None]
    by_entry = {fact.entry.pk: fact for fact in facts}
    addressed = EntryAudience.objects.filter(entry_id__in=by_entry)
    for entry_id, organisation_id in addressed.values_list("entry_id", "organisation_id"):
        by_entry[entry_id].audience.add(organisation_id)
    return facts


def _fact(entry: Entry) -> Fact:
    body = orjson.loads(entry.body or "{}")
    data = body.get("data") or {}
    subjects: dict[str, str] = {}
    for subject in body.get("subjects") or ():
        subjects.setdefault(subject["type"], subject["id"])
    return Fact(entry, data, subjects, notice_kind(entry.kind, data))


class Recipients:
    """Everybody whom the rules of a batch may reach, read at once.

    Args:
        facts: The batch.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._organisations = self._organisation_ids(facts)
        wanted: defaultdict[_Group, set[int]] = defaultdict(set)
        institutions: set[frozenset[str]] = set()
        people: set[str] = set()
        for fact in facts:
            if fact.rule and fact.rule.settles_own:
                people.add(fact.subjects.get("person", ""))
            for reach in fact.rule.reaches if fact.rule else ():
                if reach.who is Who.INSTITUTIONS:
                    institutions.add(reach.roles)
                elif reach.who is Who.ANSWERED:
                    people.update(_answered(fact))
                elif reach.who in {Who.PERSON, Who.TURN_PERSON}:
                    people.add(fact.subjects.get("person", ""))
                for group in _groups(reach, fact):
                    wanted[group] |= self._addressed(reach, fact)
        self._members = {group: _by_organisation(group, ids) for group, ids in wanted.items()}
        self._institutions = {roles: _in_institutions(roles) for roles in institutions}
        self._people = _people(people)

    def of(self, reach: Reach, fact: Fact) -> Iterator[Recipient]:
        """Return whom a reach finds for one entry, never the person who acted."""
        for recipient in self._found(reach, fact):
            if recipient.public_id != fact.data.get("person"):
                yield recipient

    def person_of(self, fact: Fact) -> int | None:
        """Return the row key of the person an entry is about, as far as it was looked up."""
        found = self._people.get(fact.subjects.get("person", ""))
        return found.user_id if found else None

    def _found(self, reach: Reach, fact: Fact) -> Iterator[Recipient]:
        if reach.who is Who.INSTITUTIONS:
            yield from self._institutions[reach.roles]
            return
        if reach.who is Who.PERSON or _is_persons_turn(reach, fact):
            person = self._people.get(fact.subjects.get("person", ""))
            if person is not None:
                yield person
            return
        if reach.who is Who.ANSWERED:
            found = (self._people.get(public_id) for public_id in _answered(fact))
            yield from (each for each in found if each and each.organisation_id in fact.audience)
            return
        for group in _groups(reach, fact):
            for organisation_id in sorted(self._addressed(reach, fact)):
                yield from self._members[group].get(organisation_id, ())

    def _addressed(self, reach: Reach, fact: Fact) -> set[int]:
        if reach.who is not Who.ORGANISATION:
            return fact.audience
        found = self._organisations.get(fact.subjects.get("organisation", ""))
        return set() if found is None else {found}

    @staticmethod
    def _organisation_ids(facts: Sequence[Fact]) -> dict[str, int]:
        refs = {
            fact.subjects["organisation"]
            for fact in facts
            if fact.rule
            and "organisation" in fact.subjects
            and any(reach.who is Who.ORGANISATION for reach in fact.rule.reaches)
        }
        if not refs:
            return {}
        rows = Organisation.objects.filter(public_id__in=refs)
        return dict(rows.values_list("public_id", "pk"))


def _turn(fact: Fact) -> str:
    return str(fact.data.get("side", ""))


def _answered(fact: Fact) -> list[str]:
    found = fact.data.get("answers")
    return [str(each) for each in found] if isinstance(found, list) else []


def _is_persons_turn(reach: Reach, fact: Fact) -> bool:
    return reach.who is Who.TURN_PERSON and _turn(fact) == COORDINATOR_SIDE


def _groups(reach: Reach, fact: Fact) -> list[_Group]:
    """Return the members to look for among the organisations that the entry is addressed to."""
    if reach.who in {Who.INSTITUTIONS, Who.PERSON, Who.TURN_PERSON, Who.ANSWERED}:
        return []
    if reach.who is Who.ORGANISATION:
        return [_Group(reach.roles, "")]
    kinds = [reach.kind] if reach.kind else [*_FIRMS]
    side = _turn(fact)
    named = list(SIDE_KINDS.values()) if side == BOTH_SIDES else [SIDE_KINDS.get(side, "")]
    if reach.who in {Who.ACTING_SIDE, Who.TURN_SIDE}:
        kinds = [kind for kind in kinds if kind in named]
    elif reach.who is Who.WAITING_SIDE:
        kinds = [kind for kind in kinds if kind not in named]
    elif reach.who is Who.OTHER_SIDE:
        # without a side nobody is the other one
        kinds = [kind for kind in kinds if kind not in named] if side in SIDE_KINDS else []
    return [_Group(reach.roles, kind) for kind in kinds]


def _by_organisation(group: _Group, organisation_ids: set[int]) -> dict[int, list[Recipient]]:
    found: defaultdict[int, list[Recipient]] = defaultdict(list)
    members = active_members(
        organisation_ids=sorted(organisation_ids), roles=group.roles, kind=group.kind or None
    )
    for member in members:
        found[member.organisation_id].append(
            Recipient(member.user_id, member.public_id, member.organisation_id)
        )
    return found


def _in_institutions(roles: frozenset[str]) -> list[Recipient]:
    members = active_members(organisation_ids=None, roles=roles)
    return [Recipient(m.user_id, m.public_id, m.organisation_id) for m in members]


def _people(public_ids: set[str]) -> dict[str, Recipient]:
    if not public_ids:
        return {}
    rows = Membership.objects.filter(
        user__public_id__in=public_ids, user__is_active=True, ended_at=None
    ).values_list("user_id", "user__public_id", "organisation_id")
    return {row[1]: Recipient(*row) for row in rows}
