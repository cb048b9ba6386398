"""Compute the stage an actor has reached; nobody keeps the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from django.db import connection
from django.db.models import Q

from marketplace.accounts.barriers import barring_organisations
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.ladder.models import StageFact
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

_FIRMS = frozenset({OrganisationKind.SME.value, OrganisationKind.LARGE_FIRM.value})
# Asked at every read of a page, and so not composed anew each time; the rule is `_standing`.
_FACTS: Final = """
    SELECT technology_id, stage
    FROM ladder_stagefact
    WHERE organisation_id = %s AND technology_id IN ({places})
      AND (member_id IS NULL OR member_id = %s)
      AND revoked_at IS NULL AND valid_from <= %s
      AND (valid_until IS NULL OR valid_until > %s)
"""
_READING_STAFF = (Role.REVIEWER, Role.CASE_COORDINATOR)


class Listed(Protocol):
    """A technology as far as the ladder needs to know it."""

    @property
    def pk(self) -> int:
        """Return the row's key."""

    @property
    def public_id(self) -> str:
        """Return the opaque id."""

    @property
    def owner_id(self) -> int | None:
        """Return the organisation that offers it."""


def market_stage(actor: Actor) -> Stage:
    """Return how far the actor may look at technologies before a match, barriers aside.

    S1 needs a verified firm; of a coordinator institution only reviewers and case coordinators
    read summaries. Auditors, treasurers and operators see what every visitor sees.
    """
    if not actor.is_member or not actor.organisation_verified:
        return Stage.S0
    if actor.organisation_kind in _FIRMS or actor.has_role(*_READING_STAFF):
        return Stage.S1
    return Stage.S0


def stage_for(actor: Actor, technology: Listed, now: datetime) -> Stage:
    """Return the highest stage whose conditions, and all earlier ones, hold now."""
    return stages_for(actor, [technology], now)[technology.public_id]


def stages_for(
    actor: Actor,
    technologies: Iterable[Listed],
    now: datetime,
) -> Mapping[str, Stage]:
    """Return the stage per public id, in a constant number of queries."""
    listed = list(technologies)
    market = market_stage(actor)
    if market < Stage.S1 or actor.organisation_kind not in _FIRMS or not listed:
        return {technology.public_id: market for technology in listed}
    barring = barring_owners(actor)
    reached = _reached(actor, [technology.pk for technology in listed], now)
    return {
        technology.public_id: Stage.S0
        if technology.owner_id in barring
        else reached.get(technology.pk, Stage.S1)
        for technology in listed
    }


def barring_owners(actor: Actor) -> frozenset[int]:
    """Return the organisations whose texts the actor's firm may not read: declared or blocked."""
    if actor.organisation_kind not in _FIRMS:
        return frozenset()
    return barring_organisations(organisation_id=actor.organisation_id)


def known_technologies(actor: Actor, now: datetime) -> QuerySet[StageFact, int]:
    """Return the keys of the technologies whose firm the actor's own one knows, as a subquery."""
    facts = StageFact.objects.filter(
        _standing(now), Q(organisation_id=actor.organisation_id), stage=Stage.S2, member=None
    )
    return facts.values_list("technology_id", flat=True)


def counterparts_known(*, sources: Collection[str], now: datetime) -> frozenset[str]:
    """Return those of the sources whose fact of S2 stands now, in one query."""
    facts = StageFact.objects.filter(_standing(now), source__in=sources, stage=Stage.S2)
    return frozenset(facts.values_list("source", flat=True))


def open_scopes(actor: Actor, *, technology_id: int, stage: Stage, now: datetime) -> frozenset[str]:
    """Return the parts of a stage that facts standing now open to the actor.

    That a fact names a part does not yet open it: the stage itself has to be reached, which
    `stage_for` tells.

    Args:
        actor: Who asks; only facts of the actor's firm count, and of members only the own ones.
        technology_id: Row key of the technology.
        stage: The stage that has parts, for example S4 with the items that were granted.
        now: The moment of reading.
    """
    return open_scopes_of(actor, technology_ids=[technology_id], stage=stage, now=now)


def open_scopes_of(
    actor: Actor, *, technology_ids: Collection[int], stage: Stage, now: datetime
) -> frozenset[str]:
    """Return the same for several technologies at once, in one query."""
    if not actor.is_member:
        return frozenset()
    facts = StageFact.objects.filter(
        _standing(now),
        Q(member_id=None) | Q(member_id=actor.membership_id),
        organisation_id=actor.organisation_id or 0,
        technology_id__in=technology_ids,
        stage=stage,
    )
    return frozenset(part for scope in facts.values_list("scope", flat=True) for part in scope)


def _reached(actor: Actor, technology_ids: list[int], now: datetime) -> dict[int, Stage]:
    """Return the highest unbroken stage above S1 per technology that has one."""
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(
            _FACTS.format(places=", ".join(["%s"] * len(technology_ids))),
            [actor.organisation_id, *technology_ids, actor.membership_id, at, at],
        )
        facts = cursor.fetchall()
    held: dict[int, set[int]] = {}
    for technology_id, stage in facts:
        held.setdefault(technology_id, set()).add(stage)
    return {technology_id: _unbroken(stages) for technology_id, stages in held.items()}


def _unbroken(stages: set[int]) -> Stage:
    highest = Stage.S1
    while highest + 1 in stages:
        highest = Stage(highest + 1)
    return highest


def _standing(now: datetime) -> Q:
    # `_FACTS` says the same in SQL; change both
    return Q(revoked_at=None, valid_from__lte=now) & (Q(valid_until=None) | Q(valid_until__gt=now))
